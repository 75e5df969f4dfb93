; integers only
; exit: 1
(nth '(a b) 1.0)
