; Endless sequences: a stream is a pair of an element and a function that gives the rest.
(defmacro stream-cons (first rest) `(cons ,first (lambda () ,rest)))
(label rest (lambda (s) ((cdr s))))
(label take (lambda (s n acc) (if (= n 0) (reverse acc) (take (rest s) (- n 1) (cons (car s) acc)))))
(label from (lambda (n) (stream-cons n (from (+ n 1)))))
(label map-stream (lambda (f s) (stream-cons (f (car s)) (map-stream f (rest s)))))
(label filter-stream (lambda (p s)
  (if (p (car s)) (stream-cons (car s) (filter-stream p (rest s))) (filter-stream p (rest s)))))
(label zip-with (lambda (f a b) (stream-cons (f (car a) (car b)) (zip-with f (rest a) (rest b)))))

; No remainder is built in, but ratios show whether a number divides another: only then the quotient's denominator is 1.
(label divides? (lambda (d n) (%contains? (multiples d n) n)))
(label multiples (lambda (d n) (collect d d n #{})))
(label collect (lambda (d m n acc) (if (> m n) acc (collect d (+ m d) n (%conj acc m)))))
(label sieve (lambda (s) (stream-cons (car s) (sieve (filter-stream (lambda (n) (not (divides? (car s) n))) (rest s))))))

(println "squares:" (take (map-stream (lambda (x) (* x x)) (from 1)) 10 nil))
(println "primes:" (take (sieve (from 2)) 15 nil))
(label fibs (stream-cons 0 (stream-cons 1 (zip-with + fibs (rest fibs)))))
(println "fibonacci:" (take fibs 15 nil))
