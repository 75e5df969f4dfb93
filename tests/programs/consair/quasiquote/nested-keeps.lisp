; inner unquotes stay
`(a `(b ,(c d) ,e))
