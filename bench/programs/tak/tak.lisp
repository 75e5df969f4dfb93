; tak(18, 12, 6), two hundred times: calls with three arguments.
(label tak (lambda (x y z)
  (if (>= y x) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y)))))
(label times (lambda (i s) (if (= i 200) s (times (+ i 1) (+ s (tak 18 12 6))))))
(label bench (lambda () (times 0 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
