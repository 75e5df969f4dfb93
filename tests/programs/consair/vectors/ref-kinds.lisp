; vectors of one kind of elements and of several
(list (vector-ref (vector 1.5 2.5) 1) (vector-ref (vector "a" "b") 0) (vector-ref (vector t nil) 0) (vector-ref (vector 1 'a) 1))
