"""Fase 0: unused potential of an organisation and a region, from a survey weighted to the personnel register."""
