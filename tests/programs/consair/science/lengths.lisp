; vectors of different lengths
; exit: 1
(vector-add <<1 2>> <<1>>)
