; exact at any size in every tier
(label fact (lambda (n acc) (cond ((= n 0) acc) (t (fact (- n 1) (* acc n))))))
(label again (lambda (k) (cond ((= k 0) (fact 30 1)) (t (progn (fact 30 1) (again (- k 1)))))))
(again 300)
