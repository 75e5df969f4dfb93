; values in a template
(label x 5)
`(a ,x ,(+ x 1))
