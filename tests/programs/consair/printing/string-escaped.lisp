; strings are printed with escapes
"a\tb\n\"q\" \\ é"
