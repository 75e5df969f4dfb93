; in turn
; exit: 1
(label a (lambda (n) (list (b n))))
(label b (lambda (n) (list (a n))))
(a 1)
