; the last label of a function is global
((lambda (n) (label k n)) 9)
k
