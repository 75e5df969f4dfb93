; extra items of quote are ignored
(quote a b c)
