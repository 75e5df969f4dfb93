; builtins from compiled code
(println (println 42))
(number? (now))
