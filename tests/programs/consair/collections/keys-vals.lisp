; lists in the map's order
(list (%keys {a 1 b 2}) (%vals {a 1 b 2}) (%keys {}) (%vals {}))
