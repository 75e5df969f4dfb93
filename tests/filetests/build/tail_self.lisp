; graph: sum
; A function that calls itself at its end is a loop, and its parameters are unboxed like loop variables.
(define (sum n acc) (if (= n 0) acc (sum (- n 1) (+ acc n))))
(sum 100 0)
