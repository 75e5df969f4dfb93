; the tail of an argument list is ignored
(list 1 2 . 3)
