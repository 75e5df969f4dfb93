; all comparisons
(list (< 1 2) (> 1 2) (<= 2 2) (>= 1 2) (= 5 5) (= 5 6))
