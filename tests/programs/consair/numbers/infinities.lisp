; floats overflow to infinity
(list (* 1e308 10) (- (* 1e308 10) (* 1e308 10)))
