; comparisons
(list (< 1 2) (> 1 2) (= 5 5) (eq 'a 'a) (atom 'x) (atom '(1 2)))
