; no arguments
; exit: 1
(now 1)
