; Records as persistent maps: every change makes a new version, and all versions stay as they were.
(label fold (lambda (f acc xs) (if (nil? xs) acc (fold f (f acc (car xs)) (cdr xs)))))

(label receive (lambda (stock entry)
  (let ((name (car entry)) (count (cdr entry)))
    (%assoc stock name (+ count (%get stock name 0))))))

(label monday (fold receive {} '((apples . 10) (pears . 5) (apples . 7))))
(label tuesday (fold receive monday '((pears . -5) (plums . 3))))
(label wednesday (%dissoc tuesday 'pears))

(label report (lambda (day stock)
  (println day (%count stock) "articles," (fold + 0 (%vals stock)) "pieces:" stock)))

(report "monday   " monday)
(report "tuesday  " tuesday)
(report "wednesday" wednesday)
(println "what monday had and wednesday has not:"
  (fold (lambda (acc name) (if (%contains? wednesday name) acc (%conj acc name))) #{} (%keys monday)))
