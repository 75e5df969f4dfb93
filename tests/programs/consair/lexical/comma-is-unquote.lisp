; commas are no white space
'(1 ,2)
