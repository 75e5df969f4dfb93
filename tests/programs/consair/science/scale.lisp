; elements times a number
(list (vector-scale <<1.0 2.0>> 3) (vector-scale <<1 2>> 3) (vector-scale <<1 2>> 0.5))
