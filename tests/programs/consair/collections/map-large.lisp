; thousands of entries
(label grow (lambda (m i n) (cond ((= i n) m) (t (grow (%assoc m i (* i i)) (+ i 1) n)))))
(label m (grow {} 0 2000))
(list (%count m) (%get m 1999) (%get m 2000 'no) (%count (%dissoc m 5 6)) (%first (%dissoc m 0)))
