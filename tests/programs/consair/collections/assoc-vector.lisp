; vectors, also one beyond the end
(list (%assoc <<1 2>> 0 9) (%assoc <<1 2>> 2 3))
