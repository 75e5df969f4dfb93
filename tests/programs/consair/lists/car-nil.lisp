; nil has no parts
; exit: 1
(car nil)
