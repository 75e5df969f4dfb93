; an unquote inside of an unquote is at the outer level again
`(a `(b ,(c ,(+ 1 2))))
