; constant stack
(label countdown (lambda (n) (cond ((= n 0) 0) (t (countdown (- n 1))))))
(label sum-to (lambda (n acc) (cond ((= n 0) acc) (t (sum-to (- n 1) (+ acc n))))))
(list (countdown 100000) (sum-to 10000 0))
