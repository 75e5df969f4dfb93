; one argument
; exit: 1
(vector-length)
