; a definition as an operand at top level
(list (label a 1) (label b 2) (+ a b))
