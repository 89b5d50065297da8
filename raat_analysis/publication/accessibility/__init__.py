"""Whether everyone can read an edition: rules for its pages and PDFs, the evidence, and the statement for readers.

What is tested and what is not: docs/accessibility.md.
"""
