; no duplicates
(%hash-set 1 2 1 "a" "a")
