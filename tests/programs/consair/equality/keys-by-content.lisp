; map keys compare by content
(%get (%hash-map '(1 2) 'hit) '(1 2))
