; forms of floats
(list 1. 1.e5 1e5 1E5 -1.5e-3 1.5e+2 0.5)
