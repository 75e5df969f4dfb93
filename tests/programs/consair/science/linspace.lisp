; equally distant points
(list (linspace 0 1 5) (linspace 0 10 1) (linspace 1 2 0))
