; a million calls
(label loop (lambda (n) (cond ((= n 0) 'done) (t (loop (- n 1))))))
(loop 1000000)
