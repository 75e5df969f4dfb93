; exactly two
; exit: 1
(= 1)
