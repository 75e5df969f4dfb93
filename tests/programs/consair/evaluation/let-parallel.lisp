; values do not see the names
(label x 10)
(let ((x 1) (y x)) (list x y))
