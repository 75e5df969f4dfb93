; strings are no numbers
; exit: 1
(= "a" "a")
