; a dotted template without unquotes
`(a b . c)
