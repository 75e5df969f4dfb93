; Fifty million calls in tail position between two functions, in constant stack.
(label ev (lambda (n) (if (= n 0) 1 (od (- n 1)))))
(label od (lambda (n) (if (= n 0) 0 (ev (- n 1)))))
(label bench (lambda () (ev 50000000)))

(label started (now-ms))
(label result (bench))
(label finished (now-ms))
(println "RESULT" result)
(println "TIME_MS" (- finished started))
