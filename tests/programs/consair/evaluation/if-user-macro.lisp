; so does a user's macro
(defmacro if (a b c) `(cond (,a ,c) (t ,b)))
(if t 1 2)
