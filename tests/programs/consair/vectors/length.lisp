; the number of elements
(list (vector-length (vector 1 2 3 4 5)) (vector-length <<>>))
