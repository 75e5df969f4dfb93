; an expansion without end is an error
; exit: 1
(defmacro m () '(m))
(m)
