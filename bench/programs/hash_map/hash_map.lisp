; A map with a hundred thousand scattered int keys: filled and read, ten times. Maps are persistent: each insertion makes a new one.
(label next (lambda (k) (if (< k 992084) (+ k 7919) (- k 992084))))
(label fill (lambda (m i k) (if (= i 100000) m (fill (%assoc m k i) (+ i 1) (next k)))))
(label read (lambda (m i k s) (if (= i 100000) s (read m (+ i 1) (next k) (+ s (%get m k))))))
(label times (lambda (r s) (if (= r 10) s (times (+ r 1) (+ s (read (fill {} 0 0) 0 0 0))))))
(label bench (lambda () (times 0 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
