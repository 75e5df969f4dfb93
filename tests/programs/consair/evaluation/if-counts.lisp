; other counts are errors
; exit: 1
(if t)
