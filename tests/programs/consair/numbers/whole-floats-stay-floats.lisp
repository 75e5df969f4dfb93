; a float with a whole value is a float
(%get (%hash-map 1 'i) (* 2 0.5))
