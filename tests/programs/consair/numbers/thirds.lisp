; three thirds
(+ 1/3 (+ 1/3 1/3))
