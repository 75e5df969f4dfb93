; the output
(cdr (car (shell "echo hi")))
