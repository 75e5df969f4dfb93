; through all tail positions
(label f (lambda (n) (let ((k (- n 1))) (if (< k 0) 'done (cond ((= k -5) 'no) (t (progn 1 (f k))))))))
(f 300000)
