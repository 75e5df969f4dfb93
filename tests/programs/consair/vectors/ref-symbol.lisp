; integers only
; exit: 1
(vector-ref <<1 2>> 'a)
