; one argument
; exit: 1
(cdr '(1) 2)
