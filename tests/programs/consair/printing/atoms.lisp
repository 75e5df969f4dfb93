; every kind of atom
(list nil t 1 -1 1/2 'sym "str")
