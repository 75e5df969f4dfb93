; and back
(label down (lambda (n i) (cond ((= i 0) n) (t (down (- n 1) (- i 1))))))
(down 9223372036854777000 2000)
