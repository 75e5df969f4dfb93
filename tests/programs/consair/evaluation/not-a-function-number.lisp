; numbers are no functions
; exit: 1
(1 2 3)
