; macros before compilation
(defmacro when (test body) `(cond (,test ,body) (t nil)))
(when t 42)
