; graph: loop
; A closure that is called by the name of a variable must be the same function, and not only have the same code.
(define (make step) (fn loop (n self) (if (< n 100) (self (+ n step) self) n)))
(let f (make 3) (f 0 f))
