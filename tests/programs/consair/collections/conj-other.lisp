; not everything grows
; exit: 1
(%conj 5 1)
