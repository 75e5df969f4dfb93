; a variable may have the name of a special form
(label quote 5)
(list quote (quote quote))
