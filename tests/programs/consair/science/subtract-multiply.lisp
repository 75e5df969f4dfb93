; differences and products of elements
(list (vector-sub <<5.0 3.0>> <<1.0 1.0>>) (vector-mul <<2 3>> <<4 5>>))
