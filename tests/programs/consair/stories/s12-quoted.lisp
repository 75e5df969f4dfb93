; quoted data
(list 'a '(1 2 3) (car '(1 2 3)) (cdr '(a b)))
