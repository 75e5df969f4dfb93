; never an exponent
(list 1e21 1.5e22)
