; one argument
; exit: 1
(atom)
