; the head may be any expression
((car (list + -)) 1 2)
