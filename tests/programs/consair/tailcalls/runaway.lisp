; too deep is an error
; exit: 1
(label down (lambda (n) (+ 1 (down (+ n 1)))))
(down 0)
