; false is not nil
(list (eq nil nil) (eq (eq 1 2) nil) (eq (eq 1 2) (eq 3 4)) (eq t t))
