; the body is in tail position
(label f (lambda (n) (let ((m (- n 1))) (cond ((= m 0) 'done) (t (f m))))))
(f 1000000)
