; What the optimising tier does, measured by the program itself. The figures differ from run to run.
; Compare with: kiln run --jit=off examples/consair/jit-demo.lisp, and look at: kiln explain examples/consair/jit-demo.lisp
(label fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))
(label sum-to (lambda (n acc) (if (= n 0) acc (sum-to (- n 1) (+ acc n)))))
(label build (lambda (n acc) (if (= n 0) acc (build (- n 1) (cons n acc)))))
(label total (lambda (xs acc) (if (nil? xs) acc (total (cdr xs) (+ acc (car xs))))))
(label steps (lambda (x n) (if (= n 0) x (steps (+ (* x 0.5) 1.0) (- n 1)))))

; Runs a function of no arguments several times; early runs are interpreted, later ones are machine code.
(label measure (lambda (f)
  (let ((started (now-ms)))
    (f)
    (- (now-ms) started))))
(label repeat (lambda (name f i)
  (println name "run" i "took" (measure f) "ms")
  (if (< i 4) (repeat name f (+ i 1)) nil)))

(repeat "fib 22:" (lambda () (fib 22)) 1)
(repeat "sum to 300000:" (lambda () (sum-to 300000 0)) 1)
(repeat "list of 100000:" (lambda () (total (build 100000 nil) 0)) 1)
(repeat "300000 float steps:" (lambda () (steps 0.0 300000)) 1)

; Integers that outgrow 64 bits leave the machine code once; what is compiled next expects them.
(println "sum beyond 64 bits:" (sum-to 10 9223372036854775807))
(println "results agree:" (fib 20) (sum-to 100000 0) (total (build 1000 nil) 0) (steps 0.0 100))
