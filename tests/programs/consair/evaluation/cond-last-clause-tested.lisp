; the last clause is tested, too
(cond ((= 1 2) 'a) ((= 3 4) 'b))
