; also inside of closures that exist
(defmacro m (x) `(+ ,x 1))
(label make (lambda (k) (lambda (x) (+ k (m x)))))
(label g (make 100))
(println (g 1))
(defmacro m (x) `(* ,x 2))
(list (g 5) ((make 200) 5))
