; a macro may call itself
(defmacro my-and (xs) (cond ((nil? xs) t) ((nil? (cdr xs)) (car xs)) (t `(cond (,(car xs) (my-and ,(cdr xs))) (t nil)))))
(list (my-and (1 2 3)) (my-and (1 nil 3)) (my-and ()))
