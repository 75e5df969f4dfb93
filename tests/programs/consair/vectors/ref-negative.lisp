; below zero
; exit: 1
(vector-ref <<1 2>> -1)
