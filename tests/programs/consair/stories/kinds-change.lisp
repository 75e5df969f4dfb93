; hot code that gets other kinds of numbers
(label add (lambda (a b) (+ a b)))
(label again (lambda (n x) (cond ((= n 0) x) (t (again (- n 1) (add x 1))))))
(list (again 500 0) (again 500 0.5) (again 500 1/2) (again 3 9223372036854775806))
