; maps
(list (%assoc {a 1} 'b 2) (%assoc {a 1} 'a 9) (%assoc {a 1} 'b 2 'c 3))
