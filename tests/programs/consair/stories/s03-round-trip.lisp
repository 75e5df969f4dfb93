; nested lists, large integers, ratios
(list '(1 (2 (3))) '() 123456789012345678901234567890 22/7)
