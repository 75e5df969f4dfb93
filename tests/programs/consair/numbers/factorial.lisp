; exact at any size
(label facc (lambda (n acc) (cond ((= n 0) acc) (t (facc (- n 1) (* acc n))))))
(facc 25 1)
