; all but the first
(list (%rest '(1 2 3)) (%next <<1 2 3>>) (%rest "abc") (%next '(1)) (%rest nil) (%rest 5) (%next <<1>>))
