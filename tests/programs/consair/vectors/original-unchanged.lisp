; updates make new vectors
(label v (vector 1 2 3))
(list (%assoc v 0 9) (%conj v 4) v)
