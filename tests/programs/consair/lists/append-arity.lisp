; exactly two
; exit: 1
(append '(1))
