; a clause needs a result
; exit: 1
(cond (1))
