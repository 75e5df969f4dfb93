; by key
(list (%get {a 1 b 2} 'b) (%get {a 1} 'c) (%get {a 1} 'c 'none) (%get {a nil} 'a 'none))
