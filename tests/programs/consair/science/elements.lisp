; numbers only
; exit: 1
(sum <<1 a>>)
