; an expansion may be a macro call
(defmacro a (x) `(b ,x))
(defmacro b (x) `(* 2 ,x))
(a 21)
