; a map literal needs pairs
; exit: 1
(println 1)
{a}
