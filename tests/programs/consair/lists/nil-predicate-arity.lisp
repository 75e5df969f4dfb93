; one argument
; exit: 1
(nil?)
