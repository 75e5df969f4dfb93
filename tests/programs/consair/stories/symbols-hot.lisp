; symbols in hot code
(label count-a (lambda (xs n) (cond ((nil? xs) n) ((eq (car xs) 'a) (count-a (cdr xs) (+ n 1))) (t (count-a (cdr xs) n)))))
(label build (lambda (n acc) (cond ((= n 0) acc) (t (build (- n 1) (cons 'a (cons 'b acc)))))))
(count-a (build 3000 nil) 0)
