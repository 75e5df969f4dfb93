; sets, vectors, strings
(list (%get (%hash-set 1 2) 2) (%get (%hash-set 1) 3 'no) (%get <<5 6>> 1) (%get <<5>> 7 'no) (%get "abc" 1) (%get <<5>> -1 'no))
