; false is an atom and not empty
(list (atom (eq 1 2)) (%empty? (eq 1 2)))
