; a definition as the operator
(println ((label twice (lambda (x) (* 2 x))) 21))
(twice 4)
