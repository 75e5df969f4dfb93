; vectors of vectors are matrices, too
(matrix-rows (matrix-mul <<<<1 2 3>>>> <<<<1>> <<2>> <<3>>>>))
