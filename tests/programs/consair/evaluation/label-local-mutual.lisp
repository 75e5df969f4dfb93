; local functions may call each other
(label f (lambda (n)
  (label ev (lambda (i) (cond ((= i 0) t) (t (od (- i 1))))))
  (label od (lambda (i) (cond ((= i 0) nil) (t (ev (- i 1))))))
  (list (ev n) (od n))))
(f 100001)
