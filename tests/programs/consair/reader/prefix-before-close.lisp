; a prefix needs a form
; exit: 1
(list ')
