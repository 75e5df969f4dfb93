; Conway's game of life. The living cells are a set of pairs (row . column), so the board has no edge.
(label neighbours (lambda (cell)
  (let ((r (car cell)) (c (cdr cell)))
    (list (cons (- r 1) (- c 1)) (cons (- r 1) c) (cons (- r 1) (+ c 1))
          (cons r (- c 1)) (cons r (+ c 1))
          (cons (+ r 1) (- c 1)) (cons (+ r 1) c) (cons (+ r 1) (+ c 1))))))

(label count-cells (lambda (cells counts)
  (if (nil? cells) counts
      (count-cells (cdr cells) (%assoc counts (car cells) (+ 1 (%get counts (car cells) 0)))))))
(label count-all (lambda (cells counts)
  (if (nil? cells) counts (count-all (cdr cells) (count-cells (neighbours (car cells)) counts)))))

(label survivors (lambda (entries alive next)
  (if (nil? entries) next
      (let ((cell (vector-ref (car entries) 0)) (n (vector-ref (car entries) 1)))
        (survivors (cdr entries) alive
          (if (= n 3) (%conj next cell) (if (= n 2) (if (%contains? alive cell) (%conj next cell) next) next)))))))

(label step (lambda (alive) (survivors (%seq (count-all (%seq alive) {})) alive #{})))

(label show-cells (lambda (alive r c size)
  (print (if (%contains? alive (cons r c)) "#" "."))
  (if (< c size) (show-cells alive r (+ c 1) size) (println))))
(label show (lambda (alive r size) (show-cells alive r 0 size) (if (< r size) (show alive (+ r 1) size) nil)))

(label run (lambda (alive n)
  (println "generation" n "-" (%count alive) "cells")
  (show alive 0 5)
  (if (< n 4) (run (step alive) (+ n 1)) nil)))

; A glider moves one cell down and to the right in four generations.
(run (%hash-set (cons 0 1) (cons 1 2) (cons 2 0) (cons 2 1) (cons 2 2)) 0)
