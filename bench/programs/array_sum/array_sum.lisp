; Makes a vector of a million ints, then sums it twenty times by index.
(label total (lambda (v i n s) (if (= i n) s (total v (+ i 1) n (+ s (vector-ref v i))))))
(label times (lambda (r v s) (if (= r 20) s (times (+ r 1) v (total v 0 (vector-length v) s)))))
(label bench (lambda () (times 0 (vector-range 1000000) 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
