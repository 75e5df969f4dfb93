; any number of captured variables
(label f (lambda (a b c d e g h i j k l m n o p q r s u v)
  (lambda () (list a b c d e g h i j k l m n o p q r s u v))))
((f 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20))
