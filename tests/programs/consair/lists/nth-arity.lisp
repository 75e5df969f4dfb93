; two arguments
; exit: 1
(nth '(a))
