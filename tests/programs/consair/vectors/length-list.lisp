; vectors only
; exit: 1
(vector-length '(1 2))
