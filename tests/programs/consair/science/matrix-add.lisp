; sums of elements
(matrix-add (matrix <<1 2>>) (matrix <<10 20>>))
