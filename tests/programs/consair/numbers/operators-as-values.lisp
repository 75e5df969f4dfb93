; operators are functions
(label fold (lambda (f acc xs) (cond ((nil? xs) acc) (t (fold f (f acc (car xs)) (cdr xs))))))
(list (fold + 0 '(1 2 3)) (fold * 1 '(1 2 3 4)) (fold - 0 '(1 2)) ((car (list <)) 1 2))
