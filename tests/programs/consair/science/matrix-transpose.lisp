; rows and columns exchanged
(matrix-transpose <<<<1 2 3>> <<4 5 6>>>>)
