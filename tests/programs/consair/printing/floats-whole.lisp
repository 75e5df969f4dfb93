; no forced fraction
(list 2.0 1e10 -0.0 100.0 0.1)
