; a comment after the last form
(+ 1 2)
; the end
