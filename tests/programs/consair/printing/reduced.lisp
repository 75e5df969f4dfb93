; the mark around a result
(%reduced '(1 2))
