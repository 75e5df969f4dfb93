; map literals do not evaluate
{a 1 (+ 1 2) x}
