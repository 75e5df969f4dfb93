; A loop of fifty million int additions, written as a function that calls itself.
(label loop (lambda (s i) (if (< i 50000000) (loop (+ s i) (+ i 1)) s)))
(label bench (lambda () (loop 0 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
