; two arguments
; exit: 1
(eq 1)
