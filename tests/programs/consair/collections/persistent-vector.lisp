; persistent vectors behave like vectors
(label v #pvec[1 2])
(list (%conj v 3) (%assoc v 0 9) (%count v) (%nth v 1) (%first v) (%rest v) (%get v 1) (%empty? #pvec[]) (%contains? v 0) v)
