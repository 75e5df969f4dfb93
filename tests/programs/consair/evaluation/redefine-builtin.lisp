; globals may be redefined
(label length (lambda (x) 'mine))
(length '(1 2 3))
