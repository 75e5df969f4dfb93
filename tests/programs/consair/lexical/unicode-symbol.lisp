; letters of any script
(label größe 5)
(label 数 6)
(list größe 数)
