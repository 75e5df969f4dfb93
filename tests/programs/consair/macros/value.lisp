; defmacro gives the macro
(defmacro m () 1)
