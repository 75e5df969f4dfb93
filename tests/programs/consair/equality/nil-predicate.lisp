; only nil
(list (nil? nil) (nil? ()) (nil? (eq 1 2)) (nil? 0) (nil? '(1)))
