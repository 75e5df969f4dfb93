; several forms on a line
1 2 (+ 1 2)
