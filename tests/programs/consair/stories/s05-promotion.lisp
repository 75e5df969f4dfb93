; integers and floats
(list (+ 2 3) (+ 1 2.5) (* 3037000500 3037000500))
