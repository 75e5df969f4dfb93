; closures see a label's value
(label f (lambda (x)
  (label y (* x 2))
  (lambda (z) (+ y z))))
((f 10) 1)
