; the first element
(list (%first '(1 2)) (%first <<3 4>>) (%first "xy") (%first (%hash-set 5)) (%first (%hash-map 'a 1)))
