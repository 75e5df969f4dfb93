; one argument
; exit: 1
(%seq)
