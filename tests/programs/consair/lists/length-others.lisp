; anything else has none
(list (length "abc") (length <<1 2>>) (length 5))
