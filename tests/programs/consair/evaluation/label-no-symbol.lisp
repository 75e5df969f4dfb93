; a label's name is a symbol
; exit: 1
(label 5 1)
