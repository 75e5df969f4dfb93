; nor can false
; exit: 1
(%count (eq 1 2))
