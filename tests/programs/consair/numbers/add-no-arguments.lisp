; sums need two
; exit: 1
(+)
