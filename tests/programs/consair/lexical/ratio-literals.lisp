; ratios are reduced when they are read
(list 6/9 10/5 -3/6 7/7 0/5)
