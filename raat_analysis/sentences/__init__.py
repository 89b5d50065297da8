"""Dutch text from numbers: format and rounding, periods, change words, and comparison words bound to statistics."""
