; a dotted template
(label x 5)
`(a . ,x)
