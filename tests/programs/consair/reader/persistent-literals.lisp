; literals of persistent collections
(list #pvec[1 2] #pmap{a 1, b 2} #pset{1 2 1})
