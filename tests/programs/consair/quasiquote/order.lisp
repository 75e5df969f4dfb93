; values from left to right
`(,(progn (println 1) 'a) ,(progn (println 2) 'b))
