; a continuation
(label count (lambda (n k) (cond ((= n 0) (k 'end)) (t (count (- n 1) k)))))
(count 100000 (lambda (x) (list x)))
