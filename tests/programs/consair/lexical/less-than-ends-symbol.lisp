; an angle bracket is a symbol of its own
(<1 2)
