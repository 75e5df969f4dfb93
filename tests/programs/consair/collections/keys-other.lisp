; maps only
; exit: 1
(%keys '(1))
