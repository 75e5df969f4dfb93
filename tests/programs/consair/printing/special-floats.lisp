; infinities and NaN
(list (* 1e308 10) (- 0 (* 1e308 10)) (- (* 1e308 10) (* 1e308 10)))
