; earlier closures see later definitions
(label rate 2)
(label scale (lambda (x) (* x rate)))
(println (scale 10))
(label rate 5)
(scale 10)
