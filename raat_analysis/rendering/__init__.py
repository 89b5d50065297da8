"""From published tables to pages: blocks, papermill runs, HTML and PDF."""
