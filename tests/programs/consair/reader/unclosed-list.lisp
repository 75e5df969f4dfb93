; the end of the text in a list
; exit: 1
(println 1)
(list 1 2
