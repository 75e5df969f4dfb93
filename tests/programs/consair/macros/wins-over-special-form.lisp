; a macro wins over a special form of the same name
(defmacro cond (x) `(list 'mine ,x))
(cond 5)
