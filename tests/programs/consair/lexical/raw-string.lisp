; raw strings do not exist
; exit: 1
(println "before")
r"text"
