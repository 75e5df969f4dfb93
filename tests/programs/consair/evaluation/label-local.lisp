; a label inside of a function is local
((lambda (n) (list (label k n) k)) 9)
