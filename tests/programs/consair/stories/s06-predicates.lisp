; predicates, eq and not
(list (nil? nil) (atom 'x) (cons? '(1)) (number? 1.5) (eq 'a 'a) (not nil))
