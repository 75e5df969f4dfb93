; negative indexes are errors
; exit: 1
(%assoc <<1 2>> -1 0)
