; also as values
(label f vector-ref)
(label g vector-length)
(list (f <<7 8>> 1) (g <<7 8>>))
