; a body may hold several forms
(let ((x 1)) (println x) (+ x 1))
