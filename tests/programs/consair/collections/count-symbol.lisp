; not everything can be counted
; exit: 1
(%count 'a)
