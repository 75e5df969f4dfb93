; a macro may be defined after a function that uses it
(label f (lambda (x) (twice x)))
(defmacro twice (x) `(* 2 ,x))
(f 21)
