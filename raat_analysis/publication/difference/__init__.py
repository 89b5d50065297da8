"""What an edition says otherwise than the one before it: numbers, revisions with reasons, sentences and figures."""

from raat_analysis.publication.difference.made_of import released
from raat_analysis.publication.difference.pages import pages, pages_hash
from raat_analysis.publication.difference.writing import write_difference

__all__ = ["pages", "pages_hash", "released", "write_difference"]
