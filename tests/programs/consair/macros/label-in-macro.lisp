; a macro that defines
(defmacro define (name value) `(label ,name ,value))
(define x 5)
(+ x 1)
