; builtins as values fail alike
; exit: 1
((car (list car)) 5)
