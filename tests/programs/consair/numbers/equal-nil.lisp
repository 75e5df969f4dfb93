; nil is no number
; exit: 1
(= nil 0)
