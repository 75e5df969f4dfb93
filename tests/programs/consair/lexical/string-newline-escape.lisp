; escapes are written back
"tab\tend\n\r"
