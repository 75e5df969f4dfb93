; t is no symbol
; exit: 1
(label t 1)
