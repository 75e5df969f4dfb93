; the length of a vector
(list (norm <<3.0 4.0>>) (norm <<3 4>>))
