; a macro may call functions
(label double-all (lambda (xs) (cond ((nil? xs) nil) (t (cons (list '* 2 (car xs)) (double-all (cdr xs)))))))
(defmacro doubled (xs) `(list ,@(double-all xs)))
(doubled (1 2 3))
