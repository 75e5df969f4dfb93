; a command is a string
; exit: 1
(shell 'ls)
