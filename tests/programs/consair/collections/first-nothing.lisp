; of nothing
(list (%first nil) (%first <<>>) (%first "") (%first 5))
