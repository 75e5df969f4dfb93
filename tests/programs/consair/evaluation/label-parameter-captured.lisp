; closures see it, too
((lambda (x) (label get (lambda () x)) (label x 5) (get)) 1)
