; names persist from form to form
(label x 42) x
(label f (lambda (x) x)) (f 5)
(label double (lambda (x) (+ x x)))
(list x (f 5) (double 21))
