; a global as the last argument of a call is not what is called
(label second (lambda (x y) y))
(label pass (lambda (x f) (second x f)))
(println (eq (pass 1 <) <) (second 1 car) ((pass 1 +) 2 3))
