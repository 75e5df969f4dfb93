; a second slash starts a symbol
'(1/2/3)
