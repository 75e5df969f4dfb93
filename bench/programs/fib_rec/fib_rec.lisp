; Naive recursive Fibonacci, fib(32): the cost of a call.
(label fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))
(label bench (lambda () (fib 32)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
