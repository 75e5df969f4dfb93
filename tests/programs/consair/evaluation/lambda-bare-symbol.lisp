; a parameter list that is a symbol counts as empty
((lambda xs 7))
