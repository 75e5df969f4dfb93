; a macro's body may hold several forms
(defmacro m (x) (println "expanding") `(+ 1 ,x))
(m 5)
