; earlier functions see it
(label add (lambda (a b) (+ a b)))
(println (add 2 3))
(label + -)
(add 2 3)
