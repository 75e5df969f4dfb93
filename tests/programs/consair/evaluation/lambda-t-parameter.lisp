; t cannot be a parameter
; exit: 1
(lambda (t) 1)
