; one argument
; exit: 1
(car)
