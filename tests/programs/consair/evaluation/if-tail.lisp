; both sides are tail positions
(label f (lambda (n) (if (= n 0) 'done (f (- n 1)))))
(f 1000000)
