; anything else is unchanged
(list (macroexpand-1 '(+ 1 2)) (macroexpand 'x) (macroexpand-1 5) (macroexpand nil))
