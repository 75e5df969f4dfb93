; graph: go
; Of an unknown callee, errors are found while the frame exists; the call is the last thing the function does.
(define (go k n) (k n))
(go len "text")
