"""For analysts: every published number as a table, each number explained, and the analyses of a region as figures.

`numbers`, `explain`, `catalogue` and `explore` are served by the package itself: `raat_analysis.explain(…)`. Only
what has gone through disclosure control is read here.
"""

from raat_analysis.exploration.explained import Explanation, explain
from raat_analysis.exploration.measures import catalogue
from raat_analysis.exploration.region import Exploration, explore
from raat_analysis.exploration.rows import numbers

__all__ = ["Explanation", "Exploration", "catalogue", "explain", "explore", "numbers"]
