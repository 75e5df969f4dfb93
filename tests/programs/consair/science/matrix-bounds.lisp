; an index beyond the end
; exit: 1
(matrix-ref (matrix <<1 2>>) 1 0)
