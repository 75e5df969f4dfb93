; neither vectors, functions nor maps are atoms
(list (atom <<1>>) (atom car) (atom (lambda () 1)) (atom {a 1}))
