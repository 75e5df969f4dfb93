; an expansion with a lambda
(defmacro bind1 (name value body) `((lambda (,name) ,body) ,value))
(bind1 side 7 (* side side))
