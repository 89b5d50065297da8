"""Where the templates of the page and the PDF are."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
