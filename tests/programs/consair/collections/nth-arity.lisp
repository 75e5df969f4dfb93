; two or three
; exit: 1
(%nth <<1>>)
