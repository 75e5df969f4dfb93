; a folder that does not exist
; exit: 1
(spit "/nonexistent/file.txt" "x")
