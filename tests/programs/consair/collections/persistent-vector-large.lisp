; thousands of elements
(label grow (lambda (v i n) (cond ((= i n) v) (t (grow (%conj v i) (+ i 1) n)))))
(label v (grow #pvec[] 0 5000))
(label w (%assoc v 4000 'x 31 'y))
(list (%count v) (%nth v 0) (%nth v 31) (%nth v 32) (%nth v 1055) (%nth v 1056) (%nth v 4999) (%nth w 4000) (%nth w 31) (%nth v 4000))
