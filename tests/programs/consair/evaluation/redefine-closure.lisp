; closures that were made before see it, too
(label adder (lambda (n) (lambda (x) (+ x n))))
(label add5 (adder 5))
(println (add5 1))
(label + (lambda (a b) (list 'plus a b)))
(add5 1)
