; too large is infinite, too small is zero
(list 1e400 -1e400 1e-400)
