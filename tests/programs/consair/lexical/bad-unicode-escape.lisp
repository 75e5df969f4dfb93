; hexadecimal digits in braces
; exit: 1
"\u{12G}"
