; a loop over a vector
(label sum-from (lambda (v i acc) (cond ((= i (vector-length v)) acc) (t (sum-from v (+ i 1) (+ acc (vector-ref v i)))))))
(sum-from (vector 1 2 3 4 5 6 7 8 9 10) 0 0)
