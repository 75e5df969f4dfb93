; no clauses
(cond)
