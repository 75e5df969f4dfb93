; nil and false are false, everything else is true
(list (cond (nil 1) (t 2)) (cond ((< 2 1) 1) (t 2)) (cond (0 1) (t 2)))
