; a parameter called list
((lambda (list) (car list)) '(1 2))
