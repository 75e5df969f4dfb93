; again and again
(label f (lambda (x) (list 'f (- x))))
(println (f 1))
(label - (lambda (x) (list 'first x)))
(println (f 1))
(label - (lambda (x) (list 'second x)))
(f 1)
