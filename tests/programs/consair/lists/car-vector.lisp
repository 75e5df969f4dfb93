; vectors have no parts
; exit: 1
(car <<1 2>>)
