; parameters may hide builtins
((lambda (+) (+ 1 2)) -)
