; a dot before the last element
(list '(a . b) '(1 2 . 3) '(1 . (2 3)))
