; quote needs an item
; exit: 1
(quote)
