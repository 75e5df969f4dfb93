; the prefix is a string
; exit: 1
(gensym 'p)
