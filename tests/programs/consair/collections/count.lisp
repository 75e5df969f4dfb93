; the number of elements
(list (%count nil) (%count '(1 2)) (%count <<1 2 3>>) (%count "日本語") (%count (%hash-map 1 2)) (%count (%hash-set 1 2)))
