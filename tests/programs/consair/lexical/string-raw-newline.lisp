; strings may hold line ends
(%count "a
b")
