; keys and values in turn
; exit: 1
(%assoc {a 1} 'b 2 'c)
