; a file that does not exist
; exit: 1
(slurp "/nonexistent/file.txt")
