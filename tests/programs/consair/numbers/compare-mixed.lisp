; different kinds of numbers
(list (< 1 1.5) (= 1 1.0) (= 1/2 0.5) (= 0.1 1/10) (< 1/3 1/2) (> 1 1/2))
