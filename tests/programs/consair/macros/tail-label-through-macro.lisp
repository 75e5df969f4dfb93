; a label as the last thing of a function is global
(defmacro define (name value) `(label ,name ,value))
((lambda (n) (define k n)) 9)
k
