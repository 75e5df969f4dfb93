; build and walk through a list
(label build (lambda (n acc) (cond ((= n 0) acc) (t (build (- n 1) (cons n acc))))))
(label walk (lambda (xs n) (cond ((nil? xs) n) (t (walk (cdr xs) (+ n 1))))))
(walk (build 1000 nil) 0)
