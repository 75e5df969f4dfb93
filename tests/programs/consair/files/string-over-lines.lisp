; a string over several lines
(println "line 1
line 2")
