; The smallest program: greet, and show that the last value of a file is printed.
(println "Hello from Consair")
'(a list of symbols)
