; a number is itself
(defmacro five () 5)
(+ (five) 1)
