; elements by index
(list (%nth <<1 2>> 1) (%nth '(a b) 0) (%nth "abc" 2) (%nth <<1>> 5) (%nth <<1>> 5 'none) (%nth 5 0 'd) (%nth nil 0 'd))
