; a float makes it a float
(list (/ 7 2.0) (/ 1.0 4) (/ 0.0 5))
