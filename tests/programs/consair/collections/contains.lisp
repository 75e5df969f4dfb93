; keys, members, indexes
(list (%contains? {a 1} 'a) (%contains? {a 1} 'b) (%contains? (%hash-set 1) 1) (%contains? <<5 6>> 1) (%contains? <<5 6>> 2) (%contains? '(1) 0) (%contains? nil 'a))
