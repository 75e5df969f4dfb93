; Exact numbers: integers of any size and ratios never lose a digit. Only floats round.
(label factorial (lambda (n acc) (if (= n 0) acc (factorial (- n 1) (* n acc)))))
(label harmonic (lambda (n acc) (if (= n 0) acc (harmonic (- n 1) (+ acc (/ 1 n))))))

; Newton's method for the square root of 2, in ratios: every step doubles the number of right digits.
(label newton (lambda (x steps) (if (= steps 0) x (newton (/ (+ x (/ 2 x)) 2) (- steps 1)))))

(println "50! =" (factorial 50 1))
(println "1 + 1/2 + ... + 1/20 =" (harmonic 20 0))
(println "square root of 2 after 4 steps:" (newton 1 4))
(println "as a float:" (+ 0.0 (newton 1 4)))
(println "its error, squared:" (- (* (newton 1 4) (newton 1 4)) 2))
(println "beyond 64 bits and back:" (- (+ 9223372036854775807 1) 1))
