; persistent sets behave like sets
(label s #pset{1 2})
(list (%conj s 3) (%disj s 1) (%contains? s 2) (%count s) (%seq s))
