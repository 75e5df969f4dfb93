; functions as values
(label twice (lambda (f) (lambda (x) (f (f x)))))
(((twice twice) (lambda (n) (* n 2))) 1)
