; pairs
(list (cons 1 2) (cons 1 nil) (cons 1 '(2 3)) (cons 1 (cons 2 3)))
