; a path is a string
; exit: 1
(slurp 'file)
