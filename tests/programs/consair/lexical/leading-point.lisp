; a number does not start with a point
; exit: 1
.5
