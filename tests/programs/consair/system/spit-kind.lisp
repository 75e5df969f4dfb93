; a text is a string
; exit: 1
(spit "/tmp/x" 5)
