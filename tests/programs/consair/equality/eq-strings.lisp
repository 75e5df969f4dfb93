; by content
(list (eq "ab" "ab") (eq "ab" "abc") (eq "" ""))
