; the other way round
(list (reverse '(1 2 3)) (reverse nil) (reverse (cons 1 2)) (reverse 5))
