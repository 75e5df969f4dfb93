; and, or, when and the like are not builtin
; exit: 1
(or 1 2)
