; an expansion that is no list is not evaluated
(defmacro m () 'nosuch)
(m)
