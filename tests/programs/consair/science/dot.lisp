; the sum of products
(list (dot <<1.0 2.0 3.0>> <<4.0 5.0 6.0>>) (dot <<1 2 3>> <<4 5 6>>) (dot <<>> <<>>))
