; every escape
(println "a\tb\\c\"d\'e\x41\u{e9}\u{1F600}")
