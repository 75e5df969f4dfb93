; elements
(list (nth '(a b c) 0) (nth '(a b c) 2) (nth '(a b c) 3) (nth '(a b c) -1) (nth 5 0) (nth nil 0))
