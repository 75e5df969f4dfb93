; macros in hot code
(defmacro my-or (a b) `(cond (,a t) (t ,b)))
(label f (lambda (n acc) (cond ((my-or (= n 0) (< n 0)) acc) (t (f (- n 1) (cond ((my-or (= acc 7) (= acc 8)) 0) (t (+ acc 1))))))))
(f 5000 0)
