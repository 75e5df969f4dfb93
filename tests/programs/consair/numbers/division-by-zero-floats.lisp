; also of floats
; exit: 1
(/ 1.0 0.0)
