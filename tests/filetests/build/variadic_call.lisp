; graph: caller
; The call arranges the arguments: one is left out, or the rest becomes one value.
(define (f a &optional b &rest r) (try (len r) (if (unbound? b) a b)))
(define (caller n) (+ (f n) (f n 1 2 3)))
(caller 1)
(caller 2)
