; what comes before it has happened
; exit: 1
(println "first")
(+ 1 2))
