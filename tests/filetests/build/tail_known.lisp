; graph: outer
; A function with a handler is not inlined, so it is called in the place of this one.
(define (guarded n) (try (+ n 1) 0))
(define (outer n) (guarded (+ n 1)))
(outer 1)
(outer 2)
