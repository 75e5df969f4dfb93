; three-way recursion
(label tak (lambda (x y z) (cond ((not (< y x)) z) (t (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))))
(tak 12 8 4)
