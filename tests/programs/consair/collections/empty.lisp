; what is empty
(list (%empty? nil) (%empty? <<>>) (%empty? "") (%empty? {}) (%empty? #{}) (%empty? '(1)) (%empty? <<1>>) (%empty? 5) (%empty? 'a))
