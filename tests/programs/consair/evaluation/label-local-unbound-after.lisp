; and unknown afterwards
; exit: 1
((lambda (n) (list (label k n) k)) 9)
k
