; all characters that may stand in a name
'(a-b a_b a+b a*b a! a? a=b a%b a/b %)
