; numbers only
; exit: 1
(< "a" "b")
