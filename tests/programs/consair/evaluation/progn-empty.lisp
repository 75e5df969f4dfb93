; nothing is nil
(progn)
