; comments may stand between all tokens
(list 1 ; one
  ; nothing here
  2) ; trailing
