; functions by identity
(label f (lambda (x) x))
(list (eq f f) (eq car car) (eq car cdr) (eq f (lambda (x) x)))
