"""One function per figure. Each takes facts and gives a Picture: title as finding, SVG, Dutch alt text, data table."""
