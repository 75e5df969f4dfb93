; one argument
; exit: 1
(not 1 2)
