"""For analysts: every published number as a table, each number explained, and the analyses of a region as figures.

`numbers`, `explain`, `catalogue` and `explore` are served by the package itself: `raat_analysis.explain(…)`. Only what
has gone through disclosure control is read here, but for functions.py and municipalities.py, whose answers say so.
Nothing is imported here: reports use the explanations without the analyses.
"""
