; as a test
(label kind (lambda (x) (cond ((eq x 'a) 1) ((eq x "b") 2) ((eq x nil) 3) ((eq x 4) 4) (t 5))))
(list (kind 'a) (kind "b") (kind nil) (kind 4) (kind 4.0) (kind '(a)))
