; free variables are looked up when the function runs
; exit: 1
(label f (lambda () later))
(println "defined")
(f)
