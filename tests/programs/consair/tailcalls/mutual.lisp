; two functions
(label ev (lambda (n) (cond ((= n 0) t) (t (od (- n 1))))))
(label od (lambda (n) (cond ((= n 0) nil) (t (ev (- n 1))))))
(ev 200000)
