; the fold stops there
; exit: 1
(/ 1 0 'a)
