; two arguments
; exit: 1
(spit "x")
