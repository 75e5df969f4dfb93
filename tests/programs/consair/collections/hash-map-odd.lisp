; keys need values
; exit: 1
(%hash-map 'a)
