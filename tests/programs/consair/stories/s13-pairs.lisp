; pair primitives
(list (cons 1 2) (cons 1 '(2 3)) (car (cons 1 2)) (cdr (cons 1 2)) (car (cdr '(1 2 3))))
