; text beyond ASCII
(println "äöü — 日本") ; größer
(list 'ä "ß")
