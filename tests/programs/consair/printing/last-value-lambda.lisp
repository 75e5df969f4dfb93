; the last value is printed, also after a definition
(label f (lambda (x) x))
