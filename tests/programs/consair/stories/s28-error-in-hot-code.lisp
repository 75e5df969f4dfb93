; the same error text in compiled code
; exit: 1
(label f (lambda (xs n) (cond ((= n 0) (car xs)) (t (f (cdr xs) (- n 1))))))
(label build (lambda (n acc) (cond ((= n 0) acc) (t (build (- n 1) (cons n acc))))))
(println (f (build 1000 nil) 500))
(f (build 1000 nil) 1000)
