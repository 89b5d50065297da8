"""Job titles as they are compared: without what says nothing about the job.

Gone are capitals, accents, signs, m/v/x, a number of hours ("24-32 uur per week") and the end of a plural.
"""

import re
import unicodedata

SEXES = re.compile(r"\b[mvx](?:\s*/\s*[mvx])+\b")
NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
HOURS = re.compile(rf"{NUMBER}(?:\s*(?:-|–|tot|/)\s*{NUMBER})?\s*(?:uur|uren|u)\b(?:\s*(?:per|p/|/)\s*(?:week|w)\b)?")
OTHER = re.compile(r"[^0-9a-z]+")
# verpleegkundigen → verpleegkundige, begeleiders → begeleider, medewerksters → medewerkster; "gastvrouwen" stays.
PLURAL = re.compile(r"(?<=[a-z]{4})(?:(?<=ige)n|(?<=er)s|(?<=de)n)\b")


def plain_title(title: str) -> str:
    """'Verpleegkundigen (m/v/x) 24-32 uur' → 'verpleegkundige'."""
    apart = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    words = OTHER.sub(" ", HOURS.sub(" ", SEXES.sub(" ", bare))).split()
    return " ".join(PLURAL.sub("", word) for word in words)
