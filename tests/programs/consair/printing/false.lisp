; false prints like nil
(list (eq 1 2) (< 2 1))
