; a name that cannot clash
(defmacro swap-list (a b) ((lambda (g) `((lambda (,g) (list ,b ,g)) ,a)) (gensym "tmp")))
(swap-list 1 2)
