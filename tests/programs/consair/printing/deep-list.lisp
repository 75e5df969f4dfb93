; printing needs no host stack
(label nest (lambda (n acc) (cond ((= n 0) acc) (t (nest (- n 1) (list acc))))))
(label unnest (lambda (x n) (cond ((nil? x) n) (t (unnest (car x) (+ n 1))))))
(unnest (nest 200000 nil) 0)
