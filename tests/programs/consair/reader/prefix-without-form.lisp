; the end of the text after a prefix
; exit: 1
(println 1)
'
