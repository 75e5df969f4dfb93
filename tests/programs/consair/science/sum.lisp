; the sum of elements
(list (sum <<1.5 2.5>>) (sum <<1 2 3>>) (sum <<1/3 2/3>>) (sum <<>>))
