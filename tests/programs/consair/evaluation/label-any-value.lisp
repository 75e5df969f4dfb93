; anything can be labelled
(label xs '(1 2))
(label y (+ 1 2))
(list xs y)
