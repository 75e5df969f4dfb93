; a redefinition takes effect in hot code
(label f (lambda (x) (+ x 1)))
(label g (lambda (n acc) (cond ((= n 0) acc) (t (g (- n 1) (f acc))))))
(println (g 500 0))
(label f (lambda (x) (+ x 2)))
(g 500 0)
