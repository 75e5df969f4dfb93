; kinds
(list (cons? '(1)) (cons? nil) (number? 1) (number? 1/2) (number? 1.5) (number? 100000000000000000000) (number? "1") (number? nil))
