; expansions see the names where they are used
(defmacro get-x () '(+ x 0))
((lambda (x) (get-x)) 5)
