; and takes no arguments
; exit: 1
((lambda xs 7) 1)
