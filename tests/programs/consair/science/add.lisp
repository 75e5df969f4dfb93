; sums of elements
(list (vector-add (vector 1.0 2.0) (vector 0.5 0.5)) (vector-add <<1 2>> <<3 4>>) (vector-add <<1/2>> <<1/2>>))
