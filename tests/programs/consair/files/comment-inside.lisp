; parentheses in comments
(list 1 ; (((
 2) ; )))
