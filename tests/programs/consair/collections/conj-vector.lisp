; at the end of vectors
(list (%conj <<1>> 2) (%conj <<>> 1 2))
