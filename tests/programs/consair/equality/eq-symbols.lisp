; by name
(list (eq 'a 'a) (eq 'a 'b) (eq 'a "a"))
