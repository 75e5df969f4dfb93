; applying something else
; exit: 1
("f" 1)
