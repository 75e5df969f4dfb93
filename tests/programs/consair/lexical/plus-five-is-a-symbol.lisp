; only minus makes a sign
'(+5 --5 - -a)
