; other things are no entries
; exit: 1
(%conj {a 1} 5)
