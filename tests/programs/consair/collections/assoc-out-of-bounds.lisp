; beyond that is an error
; exit: 1
(%assoc <<1 2>> 3 0)
