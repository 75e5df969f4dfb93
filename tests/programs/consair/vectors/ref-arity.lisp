; two arguments
; exit: 1
(vector-ref <<1>>)
