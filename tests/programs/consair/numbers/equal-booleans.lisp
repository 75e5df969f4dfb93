; booleans are no numbers
; exit: 1
(cond ((= t t) 1))
