; a label may give a parameter another value
((lambda (x) (label x (+ x 1)) (* x 10)) 1)
