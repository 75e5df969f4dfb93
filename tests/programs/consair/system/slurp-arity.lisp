; one argument
; exit: 1
(slurp)
