; a splice needs a list around it
; exit: 1
`,@x
