; a list is not closed by >>
; exit: 1
(1 2>>
