; products need two
; exit: 1
(*)
