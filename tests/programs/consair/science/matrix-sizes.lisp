; sizes that do not fit
; exit: 1
(matrix-mul (matrix <<1 2>>) (matrix <<1 2>>))
