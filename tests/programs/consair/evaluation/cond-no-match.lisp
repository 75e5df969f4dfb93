; no clause fits
(cond ((eq 1 2) 'no))
