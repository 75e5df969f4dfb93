; closures keep their variables
(label fs (let ((n 5)) (list (lambda () n) (lambda (k) (+ n k)))))
(list ((car fs)) ((car (cdr fs)) 10))
