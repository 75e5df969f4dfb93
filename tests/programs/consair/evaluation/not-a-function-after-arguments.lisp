; arguments are evaluated first
; exit: 1
(5 (println "evaluated"))
