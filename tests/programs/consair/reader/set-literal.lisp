; set literals
#{1 2 2 (x)}
