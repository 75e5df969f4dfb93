; in front of lists
(list (%conj '(3) 2 1) (%conj nil 1) (%conj nil 1 2))
