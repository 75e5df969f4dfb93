; the parts of a dotted pair
(list (car '(a . b)) (cdr '(a . b)))
