; elements as a list
(list (%seq '(1 2)) (%seq <<1 2>>) (%seq "ab") (%seq (%hash-set 1 2)) (%seq (%hash-map 1 2)))
