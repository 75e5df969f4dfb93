; a parameter list that is no list
(defmacro two args-list `(+ 1 1))
(two)
