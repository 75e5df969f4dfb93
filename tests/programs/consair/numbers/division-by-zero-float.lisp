; by a float zero
; exit: 1
(/ 1 0.0)
