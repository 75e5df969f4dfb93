; an element
(vector-ref (vector 10 20 30) 1)
