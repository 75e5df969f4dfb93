; by value, across kinds
(list (eq 1 1) (eq 1 1.0) (eq 1/2 0.5) (eq 1 2) (eq 100000000000000000000 100000000000000000000))
