"""One function per table. Each takes facts, already chosen, and gives a Table block with everything formatted."""
