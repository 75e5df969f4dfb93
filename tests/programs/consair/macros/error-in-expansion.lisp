; an error in a macro belongs to the call
; exit: 1
(defmacro bad (x) (car x))
(println "before")
(bad 5)
