; closures in hot code
(label compose (lambda (f g) (lambda (x) (f (g x)))))
(label inc (lambda (x) (+ x 1)))
(label power (lambda (f n) (cond ((= n 0) (lambda (x) x)) (t (compose f (power f (- n 1)))))))
((power inc 1000) 5)
