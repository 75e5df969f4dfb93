; what evaluates to itself
(list 1 "a" t nil 1/2 1.5 <<a>>)
