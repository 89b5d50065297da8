"""Which sections a report has, and their content, from the published tables only.

    from raat_analysis.factsheets.sheet import factsheet
    factsheet("RA0205", "2026Q3").vacancies()

Nothing is imported here: a report depends on the sections that it shows, and is made again when one of those changes.
"""
