; lists and dotted lists
(list '(a (b) ()) (cons 1 2) '((1 . 2) 3 . 4))
