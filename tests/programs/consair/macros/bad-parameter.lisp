; parameters are symbols
; exit: 1
(defmacro m (1) 2)
