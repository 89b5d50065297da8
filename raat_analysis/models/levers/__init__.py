"""The levers (knoppen): what each may do against the shortage, for Nederland and for every region."""
