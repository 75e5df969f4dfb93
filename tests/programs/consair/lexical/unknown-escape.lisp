; other escapes are errors
; exit: 1
"a\qb"
