; recursion by name
(label factorial (lambda (n) (cond ((= n 0) 1) (t (* n (factorial (- n 1)))))))
(label fib (lambda (n) (cond ((< n 2) n) (t (+ (fib (- n 1)) (fib (- n 2)))))))
(list (factorial 5) (fib 10) (fib 20))
