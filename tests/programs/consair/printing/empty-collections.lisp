; empty maps and sets
(list (%hash-map) (%hash-set))
