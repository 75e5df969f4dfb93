; a symbol never contains angle brackets
'(->x a<b =>)
