; a number ends where scanning stops
'(12abc 0x10 1_000 1+)
