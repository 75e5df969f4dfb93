; the first argument is looked at first
; exit: 1
(+ 'x "a")
