; differences
(list (- 10 3) (- 10 1 2 3) (- 1 1/3) (- 1.5 1))
