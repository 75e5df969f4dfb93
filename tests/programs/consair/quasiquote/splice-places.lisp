; at the start, in the middle, at the end
(label xs '(1 2))
(list `(,@xs a) `(a ,@xs b) `(a ,@xs) `(,@xs ,@xs) `(,@nil))
