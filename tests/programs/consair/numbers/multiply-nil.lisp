; nil is no number
; exit: 1
(* 2 nil)
