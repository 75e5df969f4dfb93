; one argument
; exit: 1
(length)
