; a macro's name is a symbol
; exit: 1
(defmacro 5 (x) x)
