; two lists
(list (append '(1 2) '(3)) (append nil '(1)) (append '(1) nil) (append nil nil))
