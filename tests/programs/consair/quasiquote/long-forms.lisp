; the long forms mean the same
(label x 1)
(quasiquote (a (unquote x) (unquote-splicing (list 2 3))))
