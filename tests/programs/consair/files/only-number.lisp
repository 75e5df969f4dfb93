; a single value
42
