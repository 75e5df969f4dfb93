; many prefixes
'' '' '' 'x
