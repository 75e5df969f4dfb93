; no negative indexes
; exit: 1
(%nth <<1 2>> -1)
