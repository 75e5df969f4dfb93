; booleans are no numbers
; exit: 1
(/ 1 t)
