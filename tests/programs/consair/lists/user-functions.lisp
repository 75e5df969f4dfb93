; names that are not builtin may be defined
(label map (lambda (f xs) (cond ((nil? xs) nil) (t (cons (f (car xs)) (map f (cdr xs)))))))
(label filter (lambda (p xs) (cond ((nil? xs) nil) ((p (car xs)) (cons (car xs) (filter p (cdr xs)))) (t (filter p (cdr xs))))))
(list (map (lambda (x) (* x x)) '(1 2 3)) (filter number? '(1 a 2 b)))
