; at least one item
; exit: 1
(%conj nil)
