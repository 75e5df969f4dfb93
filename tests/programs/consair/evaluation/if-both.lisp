; both sides
(list (if t 1 2) (if nil 1 2) (if 0 'zero 'no))
