; a new value replaces the old one
(label x 1)
(label x 2)
x
