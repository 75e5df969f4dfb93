; entries into maps
(list (%conj {a 1} <<b 2>>) (%conj (%hash-map) '(a 1)) (%conj (%hash-map) (cons 'k 'v)))
