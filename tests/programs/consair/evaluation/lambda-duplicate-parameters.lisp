; the last argument wins
((lambda (x x) x) 1 2)
