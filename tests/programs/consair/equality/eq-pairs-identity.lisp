; pairs by identity
(label p (cons 1 2))
(list (eq p p) (eq (cons 1 2) (cons 1 2)) (eq '(1) '(1)))
