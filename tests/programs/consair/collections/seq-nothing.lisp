; empty collections and other things
(list (%seq nil) (%seq <<>>) (%seq "") (%seq (%hash-map)) (%seq 5) (%seq 'a))
