; success is a boolean
(label r (shell "true"))
(list (cdr (nth r 2)) (cdr (nth r 3)) (car (nth r 3)))
