; a minus is a symbol, the point after it nothing
; exit: 1
'(-.5)
