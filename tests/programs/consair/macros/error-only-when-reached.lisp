; code that never runs never fails
(defmacro bad () (car nil))
(label f (lambda (x) (cond (x (bad)) (t 'fine))))
(f nil)
