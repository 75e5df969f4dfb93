; vectors, strings, maps as keys
(list (%get (%hash-map <<1 2>> 'v) (vector 1 2)) (%get (%hash-map "a" 's) "a") (%get (%hash-map {a 1} 'm) {a 1}) (%get (%hash-map nil 'n) nil) (%get (%hash-map nil 'n) (eq 1 2)))
