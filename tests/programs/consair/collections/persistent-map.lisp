; persistent maps behave like maps
(label m #pmap{a 1})
(list (%assoc m 'b 2) (%dissoc m 'a) (%get m 'a) (%keys m) (%count m) (%contains? m 'a))
