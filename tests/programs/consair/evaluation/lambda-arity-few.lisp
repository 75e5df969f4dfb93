; too few arguments
; exit: 1
((lambda (x) x))
