; an unbound symbol
; exit: 1
nosuch
