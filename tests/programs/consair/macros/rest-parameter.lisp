; macros take a rest parameter
(defmacro my-list (first . rest) `(list ,first (quote ,rest)))
(my-list (+ 1 2) a b)
