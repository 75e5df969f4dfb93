; the fewest digits that read back
(list 0.30000000000000004 (+ 0.1 0.2) 1/3 (+ 0.0 1/3))
