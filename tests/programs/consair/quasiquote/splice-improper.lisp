; an improper tail is dropped
`(1 ,@'(2 . 3) 4)
