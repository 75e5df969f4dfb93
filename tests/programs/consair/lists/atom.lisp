; what has no parts
(list (atom 1) (atom "s") (atom 'a) (atom t) (atom nil) (atom '(1)))
