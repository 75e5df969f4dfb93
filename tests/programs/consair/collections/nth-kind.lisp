; integers only
; exit: 1
(%nth <<1 2>> 'a)
