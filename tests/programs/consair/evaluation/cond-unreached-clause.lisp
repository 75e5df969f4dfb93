; clauses are checked when they are reached
(cond (t 'ok) bad)
