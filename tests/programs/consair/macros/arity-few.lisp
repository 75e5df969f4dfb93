; too few operands
; exit: 1
(defmacro m (a b) a)
(m 1)
