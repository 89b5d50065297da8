"""Which lines give a hidden count away: those that hold the ends of its interval where they are."""

from raat_analysis.attacker.programs import Program, Undecided
from raat_analysis.attacker.system import System

SHOWN = 12


def lines_used(given: System, place: int) -> list[str]:
    """The names of the lines with a dual value at either end of a variable; its own when there are none."""
    program = Program(given, given.low, given.high)
    used: set[int] = set()
    for highest in (False, True):
        try:
            program.end(place, highest)
        except Undecided:
            continue
        used |= set(program.rows_used())
    own = given.row[given.column == place].tolist()
    return sorted({given.names[row] for row in (used or own)})[:SHOWN]
