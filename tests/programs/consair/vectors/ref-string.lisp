; vectors only
; exit: 1
(vector-ref "abc" 0)
