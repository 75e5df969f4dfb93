; what is true
(list (not nil) (not (eq 1 2)) (not 0) (not 0.0) (not "") (not (vector)) (not (%hash-map)) (not t))
