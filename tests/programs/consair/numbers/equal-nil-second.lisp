; nor as the second operand
; exit: 1
(= 0 nil)
