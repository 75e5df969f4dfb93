; A Lisp in a Lisp: an evaluator for numbers, variables, if, lambda and calls. Environments are persistent maps.
(label second (lambda (xs) (car (cdr xs))))
(label third (lambda (xs) (car (cdr (cdr xs)))))

(label bind (lambda (names values env)
  (if (nil? names) env (bind (cdr names) (cdr values) (%assoc env (car names) (car values))))))

(label eval-all (lambda (forms env) (if (nil? forms) nil (cons (evaluate (car forms) env) (eval-all (cdr forms) env)))))

; A function is the list (closure parameters body environment).
(label apply-function (lambda (f arguments)
  (if (cons? f)
      (evaluate (third f) (bind (second f) arguments (nth f 3)))
      (f (car arguments) (second arguments)))))

(label evaluate (lambda (form env)
  (cond ((number? form) form)
        ((atom form) (%get env form))
        ((eq (car form) 'if) (if (evaluate (second form) env) (evaluate (third form) env) (evaluate (nth form 3) env)))
        ((eq (car form) 'lambda) (list 'closure (second form) (third form) env))
        (t (let ((values (eval-all form env))) (apply-function (car values) (cdr values)))))))

(label globals (%hash-map '+ (lambda (a b) (+ a b)) '- (lambda (a b) (- a b)) '* (lambda (a b) (* a b)) '< (lambda (a b) (< a b))))
(label run (lambda (form) (println form "=>" (evaluate form globals))))

(run '(+ 1 (* 2 3)))
(run '((lambda (x y) (- x y)) 10 4))
(run '(((lambda (n) (lambda (x) (+ x n))) 10) 5))
; Recursion without names: a function gets itself as an argument.
(run '((lambda (f n) (f f n)) (lambda (self n) (if (< n 2) 1 (* n (self self (- n 1))))) 20))
