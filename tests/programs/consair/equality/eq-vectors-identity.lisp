; vectors by identity
(label v (vector 1))
(list (eq v v) (eq <<1>> <<1>>))
