; the empty list is nil
(list () '() nil)
