; strings have no parts
; exit: 1
(cdr "abc")
