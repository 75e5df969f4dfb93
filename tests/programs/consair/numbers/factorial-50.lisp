; exact at any size
(label fact (lambda (n) (cond ((= n 0) 1) (t (* n (fact (- n 1)))))))
(fact 50)
