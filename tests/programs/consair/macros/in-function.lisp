; a macro that only a function knows
(label f (lambda (x) (defmacro twice (y) `(* 2 ,y)) (twice x)))
(f 21)
