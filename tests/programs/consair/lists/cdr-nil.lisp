; nil has no parts
; exit: 1
(cdr nil)
