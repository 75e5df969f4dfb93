; a function without parameters
((lambda () 1))
