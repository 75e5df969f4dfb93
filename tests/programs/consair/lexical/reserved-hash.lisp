; no hash literals
; exit: 1
#t
