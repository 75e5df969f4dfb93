; ack(3, 8), five times: deep recursion that is not in tail position.
(label ack (lambda (m n)
  (cond ((= m 0) (+ n 1))
        ((= n 0) (ack (- m 1) 1))
        (t (ack (- m 1) (ack m (- n 1)))))))
(label times (lambda (i s) (if (= i 5) s (times (+ i 1) (+ s (ack 3 8))))))
(label bench (lambda () (times 0 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
