; the usual macro
(defmacro when (test body) `(cond (,test ,body) (t nil)))
(list (when t 42) (when nil 42))
