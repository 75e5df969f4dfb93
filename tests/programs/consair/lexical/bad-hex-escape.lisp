; two hexadecimal digits
; exit: 1
"\xZ1"
