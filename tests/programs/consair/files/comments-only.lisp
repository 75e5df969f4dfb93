; A file with comments alone has nothing to run.
; exit: 1
