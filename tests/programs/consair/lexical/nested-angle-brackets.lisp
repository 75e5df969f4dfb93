; a vector that starts with a less-than symbol
'<<< 1>>
