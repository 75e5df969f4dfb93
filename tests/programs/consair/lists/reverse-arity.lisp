; one argument
; exit: 1
(reverse)
