; two arguments
; exit: 1
(%contains? {a 1})
