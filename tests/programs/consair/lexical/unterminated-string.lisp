; a string needs its end
; exit: 1
(println "abc)
