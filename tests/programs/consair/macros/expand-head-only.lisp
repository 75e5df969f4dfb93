; expansion does not descend
(defmacro when (test body) `(cond (,test ,body) (t nil)))
(macroexpand '(when t (when nil 3)))
