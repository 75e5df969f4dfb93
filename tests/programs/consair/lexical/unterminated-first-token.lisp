; the real error of the first token
; exit: 1
"abc
