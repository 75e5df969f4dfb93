; without keys
(list (%dissoc {a 1 b 2 c 3} 'b) (%dissoc {a 1} 'z) (%dissoc {a 1 b 2} 'a 'b))
