; nor numbers
; exit: 1
(%count 5)
