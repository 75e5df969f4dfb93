; a function needs parameters
; exit: 1
(lambda)
