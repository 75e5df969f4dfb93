; zeros instead of an exponent
(list 1e-7 1.25e-10)
