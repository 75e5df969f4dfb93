; build and total
(label build (lambda (n acc) (cond ((= n 0) acc) (t (build (- n 1) (cons n acc))))))
(label total (lambda (xs acc) (cond ((nil? xs) acc) (t (total (cdr xs) (+ acc (car xs)))))))
(total (build 1000 nil) 0)
