; sums of ratios
(label harmonic (lambda (n) (cond ((= n 1) 1) (t (+ (/ 1 n) (harmonic (- n 1)))))))
(harmonic 10)
