; what comes before an error has happened
; exit: 1
(println "one")
(car nil)
(println "two")
