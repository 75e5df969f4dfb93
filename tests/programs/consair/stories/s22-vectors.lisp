; vectors
(list (vector 1 2 3) (vector-length (vector 1 2 3 4 5)) (vector-ref (vector 10 20 30) 1))
