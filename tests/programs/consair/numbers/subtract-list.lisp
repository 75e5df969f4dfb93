; lists are no numbers
; exit: 1
(- 1 '(2))
