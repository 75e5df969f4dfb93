; one argument
; exit: 1
(macroexpand)
