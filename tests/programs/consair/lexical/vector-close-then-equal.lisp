; the longest match comes first
'<<1>>
