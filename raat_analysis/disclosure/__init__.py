"""Disclosure control: what may be published, so that nobody's figures can be read from it or worked out."""
