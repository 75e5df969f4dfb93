; label gives the value
(label x 42)
