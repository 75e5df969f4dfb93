; surrogates are no scalar values
; exit: 1
"\u{d800}"
