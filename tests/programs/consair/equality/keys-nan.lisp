; NaN is never found again
(label nan (- (* 1e308 10) (* 1e308 10)))
(%get (%hash-map nan 1) nan)
