; originals never change
(label m {a 1})
(label s #{1})
(%assoc m 'b 2)
(%dissoc m 'a)
(%conj s 2)
(%disj s 1)
(list m s)
