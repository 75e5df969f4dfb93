; an arrow inside of a name ends it
'(list->vector)
