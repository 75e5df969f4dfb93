; a user's function takes precedence
(label if (lambda (a b c) (list a b c)))
(if 1 2 3)
