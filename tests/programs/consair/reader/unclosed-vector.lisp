; the end of the text in a vector
; exit: 1
<<1 2
