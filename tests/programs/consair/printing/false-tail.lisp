; false as a tail is not the empty list
(cons (eq 1 2) (eq 1 2))
