; an unquote outside of a template
; exit: 1
,x
