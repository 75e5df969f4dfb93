; anything but a list splices nothing
`(1 ,@5 2)
