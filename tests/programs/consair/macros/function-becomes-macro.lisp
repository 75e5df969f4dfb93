; a function's name may become a macro
(label g (lambda (x) (list 'function x)))
(label f (lambda () (g (+ 1 2))))
(println (f))
(defmacro g (x) `(quote (macro ,x)))
(f)
