; numbers only
; exit: 1
(cond ((>= 1 nil) 1))
