; elements in a template
`(1 ,@'(2 3) ,(+ 2 2))
