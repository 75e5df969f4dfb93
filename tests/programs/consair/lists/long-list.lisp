; a list of a hundred thousand elements
(label build (lambda (n acc) (cond ((= n 0) acc) (t (build (- n 1) (cons n acc))))))
(length (append (build 100000 nil) (reverse (build 100000 nil))))
