; into sets
(list (%conj (%hash-set 1) 2) (%conj (%hash-set 1) 1))
