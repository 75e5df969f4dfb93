; also operations with instructions of their own
(label first (lambda (p) (car p)))
(println (first '(1 2)))
(label car cdr)
(first '(1 2))
