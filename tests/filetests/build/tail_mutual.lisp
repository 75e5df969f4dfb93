; graph: even
; The other function is inlined in the place of this one; its call back is a jump.
(define (even n) (if (= n 0) true (odd (- n 1))))
(define (odd n) (if (= n 0) false (even (- n 1))))
(even 100)
(even 101)
