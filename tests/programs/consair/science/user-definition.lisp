; a user's definition takes precedence
(label sum (lambda (xs) (cond ((nil? xs) 0) (t (+ (car xs) (sum (cdr xs)))))))
(sum '(1 2 3))
