; a new macro takes effect in functions that used the old one
(defmacro m (x) `(+ ,x 1))
(label f (lambda (x) (m x)))
(println (f 10))
(defmacro m (x) `(* ,x 2))
(f 10)
