; numbers only
; exit: 1
(norm <<1 a>>)
