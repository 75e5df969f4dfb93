; forms in order
(progn (println 1) (println 2) 3)
