; two or three
; exit: 1
(%get {a 1})
