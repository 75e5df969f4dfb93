; nil cannot be a parameter
; exit: 1
(lambda (nil) 1)
