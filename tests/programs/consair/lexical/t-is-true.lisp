; t is no symbol, not even quoted
(list (atom 't) (eq 't t) (eq 'nil nil) (nil? 'nil))
