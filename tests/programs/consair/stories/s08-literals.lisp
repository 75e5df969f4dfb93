; literals
(list 42 3.14 nil t)
