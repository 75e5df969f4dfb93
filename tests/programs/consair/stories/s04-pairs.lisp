; pairs and their parts
(label p (cons (cons 1 2) 3))
(list (car (car p)) (cdr (car p)) (cdr p))
