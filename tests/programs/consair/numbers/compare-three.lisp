; exactly two
; exit: 1
(< 1 2 3)
