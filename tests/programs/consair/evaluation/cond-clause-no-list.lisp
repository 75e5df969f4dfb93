; a clause is a list
; exit: 1
(cond t)
