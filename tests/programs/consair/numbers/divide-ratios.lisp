; ratios by ratios
(list (/ 1/2 1/4) (/ 1/2 2) (/ 2 1/2) (/ 2/3 4/5))
