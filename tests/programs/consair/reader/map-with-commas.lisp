; printed maps can be read
{a 1, b 2}
