; Control structures that the language does not have, as macros.
(defmacro when (test . body) `(if ,test (progn ,@body) nil))
(defmacro unless (test . body) `(if ,test nil (progn ,@body)))
(defmacro and (first . rest) (if (nil? rest) first `(if ,first (and ,@rest) nil)))
(defmacro or (first . rest)
  (if (nil? rest) first
      (let ((value (gensym "or"))) `(let ((,value ,first)) (if ,value ,value (or ,@rest))))))
(defmacro let* (bindings . body)
  (if (nil? bindings) `(progn ,@body)
      `(let (,(car bindings)) (let* ,(cdr bindings) ,@body))))
; (-> x (f 1) (g 2)) is (g (f x 1) 2).
(defmacro pipe (value . steps)
  (if (nil? steps) value
      `(pipe (,(car (car steps)) ,value ,@(cdr (car steps))) ,@(cdr steps))))

(when (> 2 1) (println "when:") (println "  both lines are printed"))
(unless (> 2 1) (println "never printed"))
(println "and:" (and 1 2 3) (and 1 nil 3))
(println "or:" (or nil 2) (or nil nil))
(println "let*:" (let* ((a 1) (b (+ a 1)) (c (* b 10))) (list a b c)))
(println "pipe:" (pipe 5 (+ 1) (* 2) (list 'is)))
(println "what pipe becomes:" (macroexpand '(pipe 5 (+ 1) (* 2))))
