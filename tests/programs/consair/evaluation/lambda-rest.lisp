; a rest parameter takes all further arguments
(label f (lambda (a . rest) (list a rest)))
(list (f 1) (f 1 2) (f 1 2 3))
