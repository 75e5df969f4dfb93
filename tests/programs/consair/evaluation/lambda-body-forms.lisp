; a body may hold several forms
((lambda (x) (println "one") (println "two") (+ x 1)) 5)
