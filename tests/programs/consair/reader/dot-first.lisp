; a dot needs an element before it
; exit: 1
'( . a)
