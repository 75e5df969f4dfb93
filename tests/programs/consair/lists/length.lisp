; pairs are counted
(list (length '(1 2 3)) (length nil) (length (cons 1 2)))
