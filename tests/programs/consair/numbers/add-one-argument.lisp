; sums need two
; exit: 1
(+ 1)
