; atoms and single unquotes
(list `a `5 `,(+ 1 2) `nil)
