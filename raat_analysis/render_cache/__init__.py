"""A folder that gives back what was made before: contents by their SHA-256, reports by the key of all that goes in.

Depends on nothing of the rest of the package but errors and paths. Runs, also on other machines, may share a folder.
"""
