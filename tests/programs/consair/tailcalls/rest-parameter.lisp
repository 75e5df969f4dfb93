; tail calls with a rest parameter
(label f (lambda (n . xs) (cond ((= n 0) xs) (t (f (- n 1) n)))))
(f 100000)
