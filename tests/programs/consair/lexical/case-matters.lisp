; names differ by case
(label Abc 1)
(label abc 2)
(list Abc abc)
