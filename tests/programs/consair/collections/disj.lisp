; without members
(list (%disj (%hash-set 1 2 3) 2) (%disj (%hash-set 1) 5))
