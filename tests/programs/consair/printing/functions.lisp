; functions have no names
(list (lambda (x) x) car)
