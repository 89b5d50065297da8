"""How an edition stands, as at most forty lines for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest

from raat_analysis.errors import SHOWN
from raat_analysis.status import Status
from raat_analysis.status.next_step import next_step
from raat_analysis.status.standing import LATE, QUIET, Standing

HEADS = ("source", "every", "needs", "usually there", "obtained", "goes to", "published to", "kind", "state")
MOST, NOTHING = 40, "-"


def lines(found: Status) -> list[str]:
    """At most forty lines: sources, the edition, the next step. Of too many sources quiet ones are only counted."""
    below = [f"{head + ':':16}{text}" for head, text in _edition(found)]
    shown, left = _fitting(found.sources, MOST - len(below) - 5)
    cells = [HEADS, *(_cells(each, found) for each in shown)]
    more = [f"and {left} more sources: raat status --json"] if left else []
    title = f"Edition {found.edition}, looked at on {found.day}."
    return [title, "", *_aligned(cells), *more, "", *below]


def as_json(found: Status) -> str:
    """The same for programs; days as 2026-10-14, what is not known as null."""
    until = found.made.until if found.made else {}
    said = {
        "edition": found.edition,
        "on": found.day,
        "sources": [asdict(each) | {"published_to": until.get(each.source)} for each in found.sources],
        "new_exports": found.new,
        "exports_gone": found.gone,
        "made": found.made.edition if found.made else None,
        "differs_from_lock": found.changed,
        "previous_edition": found.previous,
        "sign_off": found.sign_off or None,
        "published": found.published,
        "next_step": next_step(found),
    }
    return json.dumps(said, default=str, ensure_ascii=False, indent=2)


def _fitting(sources: Sequence[Standing], room: int) -> tuple[Sequence[Standing], int]:
    """The sources that fit in so many lines, those that lack something first, and how many others there are."""
    if len(sources) <= room:
        return sources, 0
    return sorted(sources, key=lambda each: each.state in QUIET)[:room], len(sources) - room


def _cells(each: Standing, found: Status) -> tuple[str, ...]:
    reach = f"{'~' if each.by_day else ''}{each.goes_to}"
    until = found.made.until.get(each.source, "") if found.made else ""
    state = each.state.upper() if each.state == LATE else each.state
    return (each.source, each.cadence, each.needs, _day(each.due), _day(each.obtained), reach, until, each.kind, state)


def _edition(found: Status) -> Iterable[tuple[str, str]]:
    kinds = Counter(each.kind for each in found.sources if each.kind)
    yield "Exports", ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())) or "none"
    yield "Last made", _last_made(found)
    if found.new:
        yield "Arrived since", _some(found.new)
    if found.gone:
        yield "Gone since", _some(found.gone)
    if found.made:
        yield "Up to date", _up_to_date(found)
    yield "Edition before", found.previous or "none (previous_edition in params.yaml)"
    yield "Sign-off", found.sign_off or "none: it is a concept"
    yield "Published", "yes" if found.published else "no"
    yield "Next step", next_step(found)


def _last_made(found: Status) -> str:
    if found.made is None:
        return "nothing in this clone"
    return f"{found.made.edition or 'an edition'}, from {len(found.made.exports)} exports"


def _up_to_date(found: Status) -> str:
    if found.changed is None:
        return "not known: there is no dvc.lock"
    if found.changed:
        return f"no: {len(found.changed)} differ from dvc.lock: {_some(found.changed)}"
    arrived = "no: exports came or went" if found.new or found.gone else "yes"
    return f"{arrived}, at a quick look (dvc status looks at every byte)"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _day(day: object) -> str:
    return str(day) if day else ""


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(len(cell or NOTHING) for cell in column) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        yield "  ".join(f"{cell or NOTHING:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
