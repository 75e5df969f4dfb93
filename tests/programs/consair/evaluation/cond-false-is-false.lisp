; false is not true
(cond ((eq 1 2) 'yes) (t 'no))
