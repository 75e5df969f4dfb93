; a template without unquotes
`(a (b c) "d" 1)
