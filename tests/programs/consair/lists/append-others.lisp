; what is no list counts as empty
(list (append 5 '(1)) (append '(1) 2) (append '(1 . 2) '(3)))
