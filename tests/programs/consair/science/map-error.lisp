; errors come out
; exit: 1
(vector-map car <<1>>)
