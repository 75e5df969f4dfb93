; the documented limit
; exit: 1
(label down (lambda (n) (cond ((= n 0) 0) (t (+ 1 (down (- n 1)))))))
(println (down 9997))
(down 9999)
