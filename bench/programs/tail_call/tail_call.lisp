; Fifty million calls of a function to itself in tail position, in constant stack.
(label count-down (lambda (n acc) (if (= n 0) acc (count-down (- n 1) (+ acc 1)))))
(label bench (lambda () (count-down 50000000 0)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
