; the product
(matrix-mul (matrix <<1 2>> <<3 4>>) (matrix <<5 6>> <<7 8>>))
