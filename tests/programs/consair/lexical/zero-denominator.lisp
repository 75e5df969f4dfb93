; a ratio with denominator zero is a symbol
; exit: 1
5/0
