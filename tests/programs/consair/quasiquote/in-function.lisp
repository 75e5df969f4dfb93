; a template is filled anew each time
(label f (lambda (x) `(x is ,x)))
(list (f 1) (f 2))
