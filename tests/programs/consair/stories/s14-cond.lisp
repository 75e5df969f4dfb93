; the multi-way conditional
(list (cond ((= 1 1) 'yes) (t 'no)) (cond ((= 1 2) 'yes) (t 'no)) (cond ((= 1 2) 'a) ((= 2 2) 'b) (t 'c)) (cond ((= 1 2) 'a)))
