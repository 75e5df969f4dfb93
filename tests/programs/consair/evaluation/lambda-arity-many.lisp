; too many arguments
; exit: 1
(label f (lambda (a b) a))
(f 1 2 3)
