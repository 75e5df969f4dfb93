; maps and sets keep insertion order
(list (%hash-map 'b 1 'a 2) (%hash-set 3 1 2))
