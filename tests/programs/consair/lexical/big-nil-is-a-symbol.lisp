; only the exact spelling is nil
'(nil NIL t T)
