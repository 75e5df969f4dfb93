; macros have no names either
(defmacro m (x) x)
m
