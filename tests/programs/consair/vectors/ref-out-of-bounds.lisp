; beyond the end
; exit: 1
(vector-ref <<1>> 5)
