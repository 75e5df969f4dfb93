; vectors have integer keys
; exit: 1
(%assoc <<1 2>> 'a 0)
