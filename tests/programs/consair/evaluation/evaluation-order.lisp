; from left to right
(list (progn (println 1) 'a) (progn (println 2) 'b) (progn (println 3) 'c))
