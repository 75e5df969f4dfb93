; differences need something
; exit: 1
(-)
