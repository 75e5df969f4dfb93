; nil is printed after a final println
(println "x")
