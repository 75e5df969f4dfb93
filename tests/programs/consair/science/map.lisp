; a function on the elements
(list (vector-map (lambda (x) (* x x)) <<1 2 3>>) (vector-map + <<1 2>> <<10 20>>) (vector-map (lambda (x) x) <<>>))
