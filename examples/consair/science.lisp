; Calculations with vectors and matrices of doubles.
; Heat in a rod whose ends are kept at 0 and 100 degrees: every point moves towards the mean of its neighbours.
(label points 11)
(label position (linspace 0 1 points))
(label start (vector-map (lambda (x) (if (= x 1) 100.0 0.0)) position))
; The neighbours' mean, as a matrix: ends stay as they are.
(label row-of (lambda (i)
  (vector-map (lambda (j)
      (cond ((= i 0) (if (= j 0) 1.0 0.0))
            ((= i (- points 1)) (if (= j i) 1.0 0.0))
            ((= j (- i 1)) 0.5)
            ((= j (+ i 1)) 0.5)
            (t 0.0)))
    (vector-range points))))
(label smoothing (matrix (vector-map row-of (vector-range points))))
; Squaring the matrix makes as many steps at once as all before together.
(label steps (lambda (m n) (if (= n 0) m (steps (matrix-mul m m) (- n 1)))))
(label column (matrix-transpose (matrix start)))
(label final (vector-ref (matrix-rows (matrix-transpose (matrix-mul (steps smoothing 12) column))) 0))
(label exact (vector-scale position 100))
(println "the middle is warm:" (< 49.9 (vector-ref final 5) ) (< (vector-ref final 5) 50.1))
(println "distance from the straight line is small:" (< (norm (vector-sub final exact)) 0.001))

; Sums, products, lengths.
(println "sum" (sum (vector-range 101)) "dot" (dot <<1 2 3>> <<4 5 6>>) "norm" (norm <<3.0 4.0>>))
(println "axpy" (vector-add (vector-scale <<1.0 2.0 3.0>> 2) <<10.0 20.0 30.0>>))
(println "matrix" (matrix-mul <<<<1 2>> <<3 4>>>> <<<<0 1>> <<1 0>>>>))
