; numbers only
; exit: 1
(+ 1 "a")
