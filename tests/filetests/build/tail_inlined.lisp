; graph: outer
; In a function that is inlined where its result is used, a call at its end is made by the function around it, unless it is a jump.
(define (guarded n) (try (+ n 1) 0))
(define (inner n k) (if (< n 10) (inner (+ n 1) k) (k n)))
(define (outer n) (+ 1 (inner n guarded)))
(outer 1)
(outer 2)
