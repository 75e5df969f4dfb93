; before the label the name means what it means outside
(label k 'outer)
((lambda (n) (list k (label k n) k)) 'inner)
