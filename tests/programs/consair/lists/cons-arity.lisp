; two arguments
; exit: 1
(cons 1)
