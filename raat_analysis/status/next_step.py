"""The one thing to do next, from how an edition stands."""

from raat_analysis.status import OTHER_NUMBERS, Status
from raat_analysis.status.standing import EXPECTED, LATE, MISSING


def next_step(found: Status) -> str:
    """In one line: exports that are late, then making the edition, then people, then waiting."""
    return _add_exports(found) or _make(found) or _by_people(found) or _wait(found)


def _add_exports(found: Status) -> str:
    wanting = [each for each in found.sources if each.state in (LATE, MISSING)]
    if not wanting:
        return ""
    first = wanting[0]
    others = f" (and {len(wanting) - 1} more)" if len(wanting) > 1 else ""
    until = f" to {first.needs}" if first.needs else ""
    return f"ask for {first.source}{until}{others}, then raat export add {first.source} FILE --obtained DATE …"


def _make(found: Status) -> str:
    if found.edition != found.in_params:
        before = f" and previous_edition: {found.in_params}" if found.in_params < found.edition else ""
        return "" if _waits(found) else f"set edition: {found.edition}{before} in params.yaml, then make report"
    if found.made is None or found.new or found.gone or found.changed or found.made.edition != found.edition:
        return "make report"
    return ""


def _by_people(found: Status) -> str:
    if found.published or _waits(found) or found.edition != found.in_params:
        return ""
    if found.sign_off in ("", OTHER_NUMBERS):
        return f"raat difference --open, then raat sign-off {found.edition} --status … --role … --remarks …"
    return f"raat publish {found.edition}"


def _waits(found: Status) -> bool:
    return any(each.state == EXPECTED for each in found.sources)


def _wait(found: Status) -> str:
    due = sorted((each.due, each.source) for each in found.sources if each.state == EXPECTED and each.due)
    return f"wait for {due[0][1]}, usually there on {due[0][0]}" if due else "nothing: this edition was published"
