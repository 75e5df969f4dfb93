; a nested string keeps its quotes
(println "a" '("b" c) 1.0)
