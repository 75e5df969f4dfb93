; lists have no keys
; exit: 1
(%assoc '(1) 0 1)
