; reserved characters
; exit: 1
$x
