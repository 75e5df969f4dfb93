; a user's function takes precedence
(label let (lambda (x) (list 'mine x)))
(let 5)
