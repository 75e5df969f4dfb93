; quotients need two
; exit: 1
(/ 2)
