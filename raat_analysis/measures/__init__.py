"""Every observed number: with numerator, denominator, unit, source and status."""
