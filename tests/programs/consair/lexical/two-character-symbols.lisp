; comparison symbols absorb nothing more
'(<= >= <=a >=1)
