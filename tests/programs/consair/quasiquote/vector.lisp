; vectors are copied as they are
`<<1 ,(+ 1 2)>>
