; functions that return functions
(((lambda (x) (lambda (y) (list x y))) 1) 2)
