; numbers of different kinds are different keys
(list (%get (%hash-map 1 'i) 1.0) (%get (%hash-map 1.0 'f) 1) (%get (%hash-map 1/2 'r) 0.5) (%get (%hash-map 1/2 'r) 1/2))
