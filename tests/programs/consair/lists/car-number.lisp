; numbers have no parts
; exit: 1
(car 5)
