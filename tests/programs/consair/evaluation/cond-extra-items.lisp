; items after the result are ignored
(cond (1 2 3))
