; maps only
; exit: 1
(%vals <<1>>)
