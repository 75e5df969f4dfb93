; parameters are symbols
; exit: 1
(lambda (1) 2)
