; All ways to place eight queens so that none attacks another. A board is a list of columns, the last row first.
(label safe? (lambda (column distance board)
  (cond ((nil? board) t)
        ((= column (car board)) nil)
        ((= column (+ (car board) distance)) nil)
        ((= column (- (car board) distance)) nil)
        (t (safe? column (+ distance 1) (cdr board))))))

(label place (lambda (size column board found)
  (cond ((> column size) found)
        ((safe? column 1 board) (place size (+ column 1) board (solve size (cons column board) found)))
        (t (place size (+ column 1) board found)))))

(label solve (lambda (size board found)
  (if (= (length board) size) (cons board found) (place size 1 board found))))

(label show-row (lambda (column size at)
  (print (if (= column at) " Q" " ."))
  (if (< column size) (show-row (+ column 1) size at) (println))))
(label show (lambda (board size) (if (nil? board) nil (progn (show-row 1 size (car board)) (show (cdr board) size)))))

(label count-for (lambda (size)
  (println size "queens:" (length (solve size nil nil)) "solutions")
  (if (< size 8) (count-for (+ size 1)) nil)))

(count-for 4)
(show (car (solve 8 nil nil)) 8)
