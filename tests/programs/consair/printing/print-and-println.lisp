; strings on their own are raw
(print "a" 'b)
(println " c" '("d" e) 1.0)
(println)
(println "x\ty")
