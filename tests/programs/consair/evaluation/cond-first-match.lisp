; the first clause whose test holds
(cond ((= 1 2) 'a) ((= 1 1) 'b) (t 'c))
