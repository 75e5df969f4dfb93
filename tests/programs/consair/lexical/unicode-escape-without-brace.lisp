; braces are required
; exit: 1
"\u0041"
