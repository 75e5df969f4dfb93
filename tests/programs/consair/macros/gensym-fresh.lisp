; every symbol is another one
(list (eq (gensym) (gensym)) (atom (gensym "tmp")))
