; a tail call through a parameter
(label go (lambda (f n) (cond ((= n 0) 'done) (t (f f (- n 1))))))
(go go 300000)
