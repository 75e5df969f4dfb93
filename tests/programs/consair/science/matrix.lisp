; matrices
(list (matrix <<1 2>> <<3 4>>) (matrix-size (matrix <<1 2 3>> <<4 5 6>>)) (matrix-ref (matrix <<1 2>> <<3 4>>) 1 0))
