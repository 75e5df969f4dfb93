; the shape is checked before the test runs
; exit: 1
(cond ((println "test")))
