; at most one argument
; exit: 1
(gensym "a" "b")
