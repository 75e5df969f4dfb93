; captured variables
(label make-adder (lambda (n) (lambda (x) (+ x n))))
(label add-10 (make-adder 10))
(label make-linear (lambda (a b) (lambda (x) (+ (* a x) b))))
(label three (lambda (a) (lambda (b) (lambda (c) (+ a (+ b c))))))
(list (add-10 5) ((make-linear 2 3) 5) (((three 3) 5) 7))
