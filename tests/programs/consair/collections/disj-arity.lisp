; at least one member
; exit: 1
(%disj (%hash-set 1))
