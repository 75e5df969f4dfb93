; by an integer zero
; exit: 1
(/ 1 0)
