; vectors and maps are not callable
; exit: 1
(<<1 2>> 0)
