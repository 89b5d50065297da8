"""Every comparison word of a factsheet against the rows in its sentence: which way, and for 'duidelijk' how far."""

import re
from collections.abc import Callable, Iterator
from math import sqrt
from typing import Any

from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet
from raat_analysis.numbers_table import KEY
from raat_analysis.rendering.blocks import KeyFigures
from raat_analysis.sentences.periods import year_before
from raat_analysis.sentences.traces import MARK, Row, rows_in
from tests.factsheets.number_checks import by_key, texts

PLACE = {name: number for number, name in enumerate(("", *KEY))}
WORDS = re.compile(
    r"\b(?:hoger|lager|meer|minder|groter|kleiner|groeide|kromp|gelijk|evenveel|even hoog|te onderscheiden)\b", re.I
)
UP = ("hoger", "meer", "groter", "groeide")
NO_CLAIM = (  # comparison words that compare no numbers of the region
    r"'[^']*'",  # the name of a lever or a condition
    r"nu meer uren|liever minder|meer willen werken|om meer te werken|onder voorwaarden meer|van wie meer wil",
    r"er meer tegelijk nodig|niet meer dan regio's gewoonlijk verschillen|minder ver naast|minder dan de helft",
    r"naar verhouding (?:meer|minder) mensen nodig",  # follows from the share of 55 and older before it
    r"later ook (?:meer|minder) gediplomeerden",  # follows from the change before it
    r"groter dan de groep die net begint|beroep kan dus groter zijn|evenveel werknemers te houden",
    r"naar verhouding evenveel hun diploma|behalve bij [^.]*|ongeveer even ver naast|mensen minder tekort",
)
Numbers = list[tuple[Row, ...]]
Table = dict[Row, dict[str, Any]]


class Judge:
    """What a rule may ask: the rows behind a numbered mark of the text."""

    def __init__(self, table: Table, region: str, numbers: Numbers) -> None:
        self.table, self.region, self.numbers = table, region, numbers
        self.any_interval = {key[:-1]: row for key, row in self.table.items()}

    def rows(self, mark: str) -> list[dict[str, Any]]:
        """The rows of a mark, the earliest period first."""
        return sorted((self.table[key] for key in self.numbers[int(mark)]), key=lambda row: str(row["period"]))

    def beside(self, mark: str, **other: str) -> dict[str, Any]:
        """The row of a mark for another region or period."""
        (key,) = self.numbers[int(mark)]
        return self.any_interval[tuple(other.get(name, key[place]) for name, place in PLACE.items())[:-1]]

    def moved(self, mark: str) -> float:
        """How far a number of two rows went up from the earlier to the later."""
        before, now = self.rows(mark)
        return float(now["value"] - before["value"])


def contradictions(sheet: Factsheet) -> list[str]:
    """Texts whose comparison word goes another way than the rows in it, or that no rule can judge."""
    found, table = [], by_key(sheet)
    for where, text in _claims(sheet):
        numbers = [rows_in(mark[1]) for mark in MARK.finditer(text)]
        order = iter(range(len(numbers)))
        left = MARK.sub(lambda _: f"«{next(order)}»", text)  # noqa: B023
        for pattern in NO_CLAIM:
            left = re.sub(pattern, "", left)
        judge = Judge(table, sheet.sheet.region_code, numbers)
        for rule, judged in RULES:
            found += [f"{where}: {m[0]!r} of {text!r}" for m in re.finditer(rule, left) if not judged(m, judge)]
            left = re.sub(rule, lambda m: "".join(re.findall("«\\d+»%?", m[0])), left)
        if WORDS.search(left):
            found.append(f"{where}: no rule judges {left!r}")
    return found


def _claims(sheet: Factsheet) -> Iterator[tuple[str, str]]:
    """Paragraphs, key sentences and titles; a key figure as its value before what is said of it."""
    for where, text in texts(sheet):
        spoken = where.split(".")[1] in ("paragraph", "bullets", "title") or where.endswith(
            ("picture.title", "picture.note")
        )
        if spoken and not where.startswith("account."):
            yield where, text
    for row in sections("factsheet"):
        for block in getattr(sheet, row["method"])().blocks:
            for item in block.as_data()["items"] if isinstance(block, KeyFigures) else []:
                yield "front.change", f"{item['value']} {item['change']}"
                yield "front.comparison", f"{item['value']} {item['comparison']}"


def _agrees(word: str, difference: float) -> bool:
    return difference > 0 if word.lower() in UP else difference < 0


def _changed(match: re.Match[str], judge: Judge) -> bool:
    """'«0»% meer … dan een jaar eerder', 'groeide … met «0»%'."""
    return _agrees(match["word"], judge.moved(match["mark"]))


def _signed(match: re.Match[str], judge: Judge) -> bool:
    """'«0» meer dan er vertrokken': a balance."""
    return _agrees(match["word"], judge.rows(match["mark"])[0]["value"])


def _beside(match: re.Match[str], judge: Judge) -> bool:
    """'duidelijk hoger dan in Drenthe («1»%) en …': each number of another region against the region's own."""
    others = [m for m in re.findall(r"«(\d+)»", match["others"]) if judge.rows(m)[0]["region_code"] != judge.region]
    return bool(others) and all(_way(match, judge, other) for other in others)


def _way(match: re.Match[str], judge: Judge, mark: str) -> bool:
    own, other = judge.beside(mark, region_code=judge.region), judge.rows(mark)[0]
    difference = own["value"] - other["value"]
    agrees, size = _agrees(match["word"], difference), (match["size"] or "").strip().lower()
    if size == "duidelijk" and own["measure"] == "outflow_sector_pct":
        return agrees and judge.beside(mark, region_code=judge.region, measure="outflow_sector_verdict")["value"] != 0
    if size in ("duidelijk", "iets"):
        return agrees and _beyond(own, other) and (abs(difference) >= 0.5) == (size == "duidelijk")
    return agrees


def _beyond(own: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two shares differ by more than 1.9 standard errors of two separate groups (normal, so not quite 1.96)."""
    shares = [row["numerator"] / row["denominator"] for row in (own, other)]
    parts = zip(shares, (own, other), strict=True)
    spread = sqrt(sum(share * (1 - share) / row["denominator"] for share, row in parts))
    return abs(shares[0] - shares[1]) > 1.9 * spread


def _alike(match: re.Match[str], judge: Judge) -> bool:
    """'niet te onderscheiden van Nederland («1»%)': by the verdict, or because chance explains the difference."""
    own, other = judge.beside(match["mark"], region_code=judge.region), judge.rows(match["mark"])[0]
    if own["measure"] == "outflow_sector_pct":
        verdict = judge.beside(match["mark"], region_code=judge.region, measure="outflow_sector_verdict")
        return bool(verdict["value"] == 0)
    return not _beyond(own, other) or abs(own["value"] - other["value"]) < 0.3


def _same_a_year_before(match: re.Match[str], judge: Judge) -> bool:
    now = judge.rows(match["mark"])[0]
    then = judge.beside(match["mark"], period=year_before(str(now["period"])))
    return abs(now["value"] - then["value"]) <= 0.05 * (1 + now["value"] / 100) + 1e-9


def _same_as_country(match: re.Match[str], judge: Judge) -> bool:
    """The growth of the region and of Nederland, or one number of both, alike to a decimal."""
    rows = judge.rows(match["mark"])
    if len(rows) == 1:
        return abs(rows[0]["value"] - judge.beside(match["mark"], region_code="NL01")["value"]) < 0.1
    there = [judge.table[_key(row, "NL01")] for row in rows]
    growth = [100 * (now["value"] / before["value"] - 1) for before, now in (rows, there)]
    return abs(growth[0] - growth[1]) < 0.1


def _key(row: dict[str, Any], region: str) -> Row:
    named = {**row, "region_code": region}
    return ("", *("" if named[name] is None else str(named[name]) for name in KEY))


def _two(match: re.Match[str], judge: Judge) -> bool:
    """'hoger dan in Nederland: … «0»% tegen «1»%'."""
    first, second = (judge.rows(match[mark])[0]["value"] for mark in ("mark", "second"))
    return _agrees(match["word"], first - second)


def _older(match: re.Match[str], judge: Judge) -> bool:
    """More people of 65 and older per 100 means fewer people to work for each."""
    now, then = (judge.rows(match[mark])[0]["value"] for mark in ("mark", "second"))
    return _agrees(match["word"], then - now)


def _more_left(match: re.Match[str], judge: Judge) -> bool:
    return bool(judge.rows(match["mark"])[0]["value"] < 0)


N = r"«(?P<mark>\d+)»"
RULES: tuple[tuple[str, Callable[[re.Match[str], Judge], bool]], ...] = (
    (rf"staan er {N} [^«]*«(?P<second>\d+)»\. Voor elke oudere zijn er dus (?P<word>meer|minder)", _older),
    (rf"(?P<word>hoger|lager) dan in Nederland: in het laatste kwartaal {N}% tegen «(?P<second>\d+)»", _two),
    (rf"meer mensen dan er binnenkwamen \({N}\), en het verwachte tekort groeit", _more_left),
    (rf"{N} (?P<word>meer|minder) dan er vertrokken", _signed),
    (rf"{N} [↑↓] (?P<word>meer|minder) dan in 20\d\d \(ongeveer «(?P<second>\d+)»", _two),
    (
        rf"{N}(?:%| procentpunt)? (?P<word>hoger|lager|meer|minder)(?: [a-z]+)* dan (?:een jaar eerder|in 20\d\d)",
        _changed,
    ),
    (rf"(?P<word>groeide|kromp) [^«.]*{N}%\. Dat is evenveel als in Nederland", _same_as_country),
    (rf"(?P<word>groeide|kromp) [^«.]*{N}%", _changed),
    (rf"{N}% (?P<word>groter|kleiner)", _changed),
    (rf"{N}[^«]*[gG]elijk aan een jaar eerder", _same_a_year_before),
    (rf"{N}%?, even hoog als in Nederland", _same_as_country),
    (
        r"(?P<size>(?:[Dd]uidelijk|[Ii]ets) )?(?P<word>[Hh]oger|[Ll]ager|[Mm]eer|[Mm]inder) dan in "
        r"(?P<others>[^«;]*«\d+»(?:[^«;.]*«\d+»)*)",
        _beside,
    ),
    (rf"te onderscheiden van [^«]*{N}", _alike),
)
