"""Exports as they are delivered: where they are, what they say about themselves, and their rows as text."""
