; lists and nil always give the default
(list (%get '(1 2) 0 'none) (%get nil 0 'none) (%get nil 0) (%get 5 0 'd))
