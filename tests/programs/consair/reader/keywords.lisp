; keywords are themselves
(list :name (eq :a :a) (eq :a :b) (atom :a))
