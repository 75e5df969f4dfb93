; NaN is unequal and unordered
(label nan (- (* 1e308 10) (* 1e308 10)))
(list (= nan nan) (< nan 1) (> nan 1) (<= nan nan) (>= nan nan))
