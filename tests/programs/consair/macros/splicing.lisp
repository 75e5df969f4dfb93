; a list of operands
(defmacro add-all (xs) `(+ ,@xs))
(add-all (1 2 3))
