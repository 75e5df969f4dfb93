; an association list
(shell "printf hello; printf oops >&2; exit 3")
