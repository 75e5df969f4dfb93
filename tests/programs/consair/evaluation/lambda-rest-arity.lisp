; the others are required
; exit: 1
((lambda (a b . rest) rest) 1)
