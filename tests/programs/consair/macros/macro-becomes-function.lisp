; and the other way round
(defmacro g (x) `(quote (macro ,x)))
(label f (lambda () (g (+ 1 2))))
(println (f))
(label g (lambda (x) (list 'function x)))
(f)
