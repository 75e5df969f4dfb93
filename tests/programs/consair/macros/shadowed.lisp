; a parameter hides a macro
(defmacro m (x) `(* 2 ,x))
((lambda (m) (m 5)) (lambda (x) (list 'function x)))
