; a function needs a body
; exit: 1
(lambda (x))
