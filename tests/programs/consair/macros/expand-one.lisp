; one step
(defmacro a (x) `(b ,x))
(defmacro b (x) `(* 2 ,x))
(list (macroexpand-1 '(a 1)) (macroexpand '(a 1)))
