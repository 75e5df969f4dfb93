; functions applied at once
(list ((lambda (x) x) 42) ((lambda (x y) (+ x y)) 10 20) ((lambda (x) (+ x 1)) 5) ((lambda (a b c) (+ a (+ b c))) 1 2 3))
