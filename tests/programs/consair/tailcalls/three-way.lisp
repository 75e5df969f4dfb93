; three functions in turn
(label a (lambda (n) (if (= n 0) 'a (b (- n 1)))))
(label b (lambda (n) (if (= n 0) 'b (c (- n 1)))))
(label c (lambda (n) (if (= n 0) 'c (a (- n 1)))))
(a 100000)
