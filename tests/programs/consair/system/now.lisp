; seconds
(list (number? (now)) (> (now) 1700000000))
