; a malformed number is a symbol
'(1e 1e+)
