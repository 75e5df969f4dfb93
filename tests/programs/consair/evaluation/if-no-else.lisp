; a missing side is nil
(list (if nil 1) (if t 1))
