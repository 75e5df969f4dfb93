; also in functions that were defined before
(label f (lambda (x) (if x 1 2)))
(println (f t))
(label if (lambda (a b c) (list a b c)))
(f nil)
