; empty and nested vectors
(list (vector) (vector (vector 1) (vector)))
