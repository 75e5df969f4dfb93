; characters that start no token
; exit: 1
(list & 1)
