; thousands of nested calls
(label down (lambda (n) (cond ((= n 0) 0) (t (+ 1 (down (- n 1)))))))
(down 9990)
