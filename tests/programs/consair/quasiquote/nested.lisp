; a nested quasiquote raises the level
``(a ,,1)
