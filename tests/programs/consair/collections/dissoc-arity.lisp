; at least one key
; exit: 1
(%dissoc {a 1})
