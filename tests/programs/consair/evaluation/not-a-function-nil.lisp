; nor is nil
; exit: 1
(nil 1)
