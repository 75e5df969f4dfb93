; a loop across the limit of 64 bits
(label up (lambda (n i) (cond ((= i 0) n) (t (up (+ n 1) (- i 1))))))
(up 9223372036854775000 2000)
