; identity inside of functions
((lambda (x) (eq x x)) '(1))
