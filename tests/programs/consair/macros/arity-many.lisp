; too many operands
; exit: 1
(defmacro m () 1)
(m 1 2)
