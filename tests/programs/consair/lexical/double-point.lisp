; a second point ends a number and starts nothing
; exit: 1
1.2.3
