"""A release: an edition that left the house, as a folder and a zip with hashes and provenance, and the record of it."""
