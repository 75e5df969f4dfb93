; sets only
; exit: 1
(%disj '(1) 1)
