; Merge sort on lists, in constant stack, and what can be built with it.
(label merge (lambda (xs ys less acc)
  (cond ((nil? xs) (append (reverse acc) ys))
        ((nil? ys) (append (reverse acc) xs))
        ((less (car ys) (car xs)) (merge xs (cdr ys) less (cons (car ys) acc)))
        (t (merge (cdr xs) ys less (cons (car xs) acc))))))

(label singletons (lambda (xs acc) (if (nil? xs) (reverse acc) (singletons (cdr xs) (cons (list (car xs)) acc)))))

(label merge-pairs (lambda (lists less acc)
  (cond ((nil? lists) (reverse acc))
        ((nil? (cdr lists)) (reverse (cons (car lists) acc)))
        (t (merge-pairs (cdr (cdr lists)) less (cons (merge (car lists) (car (cdr lists)) less nil) acc))))))

(label merge-all (lambda (lists less)
  (cond ((nil? lists) nil)
        ((nil? (cdr lists)) (car lists))
        (t (merge-all (merge-pairs lists less nil) less)))))

(label sort (lambda (xs less) (merge-all (singletons xs nil) less)))

; Numbers that look random: x -> 16807 x modulo 2^31 - 1, with the remainder taken by subtraction of multiples.
(label reduce (lambda (x m) (if (< x m) x (reduce (- x (largest m x)) m))))
(label largest (lambda (m x) (if (> (* m 2) x) m (largest (* m 2) x))))
(label random-list (lambda (n seed acc)
  (if (= n 0) acc (random-list (- n 1) (reduce (* seed 16807) 2147483647) (cons seed acc)))))

(label sorted? (lambda (xs) (cond ((nil? xs) t) ((nil? (cdr xs)) t) ((< (car (cdr xs)) (car xs)) nil) (t (sorted? (cdr xs))))))

(println (sort '(3 1 4 1 5 9 2 6 5 3 5) <))
(println (sort '(3 1 4 1 5 9 2 6 5 3 5) >))
(println (sort '((b 2) (c 3) (a 1)) (lambda (x y) (< (car (cdr x)) (car (cdr y))))))
(label big (random-list 2000 42 nil))
(println "sorted before:" (sorted? big) "after:" (sorted? (sort big <)) "elements:" (length (sort big <)))
