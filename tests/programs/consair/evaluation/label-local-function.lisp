; local functions may call themselves
(label f (lambda (n)
  (label down (lambda (i) (cond ((= i 0) 'done) (t (down (- i 1))))))
  (down n)))
(f 100000)
