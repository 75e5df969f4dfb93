; operands are forms
(defmacro show (x) `(quote ,x))
(show (+ 1 nosuch))
