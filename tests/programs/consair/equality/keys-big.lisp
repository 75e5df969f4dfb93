; big integers as keys
(%get (%hash-map 100000000000000000000 'big) (* 10000000000 10000000000))
