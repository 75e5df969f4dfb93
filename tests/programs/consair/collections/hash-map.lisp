; later duplicates win
(list (%hash-map 'a 1 'b 2) (%hash-map 'a 1 'a 2))
