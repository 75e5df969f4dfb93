; maps only
; exit: 1
(%dissoc <<1>> 0)
