; a vector literal holds what was read
<<1 (+ 1 2) x "s">>
