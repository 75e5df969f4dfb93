; a bracket starts nothing
; exit: 1
(list [1 2])
