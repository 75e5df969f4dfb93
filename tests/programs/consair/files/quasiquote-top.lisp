; a template at top level
`(a ,(+ 1 2))
