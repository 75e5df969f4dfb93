; every prefix in long form
(quote ('a `a ,a ,@a))
