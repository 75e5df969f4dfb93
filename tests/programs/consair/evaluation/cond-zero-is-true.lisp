; only nil and false are not true
(list (cond (0 'y)) (cond ("" 'y)) (cond (0.0 'y)) (cond (<<>> 'y)))
