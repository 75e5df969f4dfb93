; prefixes are two-element lists
''a
