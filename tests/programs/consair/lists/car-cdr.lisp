; parts
(list (car '(1 2 3)) (cdr '(a b)) (car (cons 1 2)) (cdr (cons 1 2)) (car (cdr '(1 2 3))))
