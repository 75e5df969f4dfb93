; a bad argument is noticed when the fold reaches it
; exit: 1
(+ 1 2 'c)
