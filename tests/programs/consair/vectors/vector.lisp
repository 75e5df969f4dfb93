; evaluated elements
(vector 1 (+ 1 2) 'a "s")
