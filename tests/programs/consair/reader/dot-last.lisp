; a dot needs an element after it
; exit: 1
'(a . )
