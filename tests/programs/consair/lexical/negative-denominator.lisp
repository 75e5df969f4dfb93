; a ratio has no sign after the slash
'(1/-2)
