; NUL counts as a character
(%count "a\0b")
