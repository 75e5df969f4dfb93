; nil makes a map
(%assoc nil 'a 1)
