; two arguments
; exit: 1
(eq 1 2 3)
