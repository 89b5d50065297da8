"""The header rows of a survey export: which question, and for multiple choice which option, a column holds.

Most tools write one row. SurveyMonkey writes the question above the first of its options and the options in the row
below; Qualtrics writes its own name of the column, then question and option, then (in CSV) an internal name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.contracts.choices import label_of, options
from raat_analysis.contracts.model import CODES
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.grids import known_headers

# what stands under a question with one answer in a second header row
ANSWER = {normalised(text) for text in ("Response", "Open-Ended Response", "Antwoord", "Open antwoord", "Reactie")}
INTERNAL = '{"ImportId"'
# question[option], question: option, question - option, question - Selected Choice - option
OPTION = re.compile(r"\s*(?:\[(.+)\]|(?:[:/.]|-)\s*(?:(?:selected choice|geselecteerde keuze)\s*-\s*)?(.+))")


@dataclass(frozen=True)
class Option:
    """One option of a multiple-choice question: the column's name, the code, its label, and every spelling of it."""

    name: str
    code: str
    label: str
    spellings: tuple[str, ...]


Headed = tuple[str, Option | None]  # the header of a column, and the option that it is about
Part = tuple[int, Option | None]  # the place of a column in the file, and the option that it is about


def header_rows(header: Sequence[str], below: Sequence[Sequence[str]], contract: Contract) -> tuple[int, list[Headed]]:
    """How many of the rows below the header belong to it, and what each column is headed."""
    plain = [_headed(text, contract) for text in header]
    if not below:
        return 0, plain
    lower = [_headed(text, contract) for text in below[0]]
    internal = len(below) > 1 and all(text.startswith(INTERNAL) for text in below[1] if text) and any(below[1])
    if internal or _known(lower, contract) > _known(plain, contract):
        both = zip(plain, lower, strict=True)
        return 1 + internal, [down if _known([down], contract) else up for up, down in both]
    split = _in_two_rows(header, below[0], contract)
    return (0, plain) if split is None else (1, split)


def merged_header(headed: Sequence[Headed], contract: Contract, file: str) -> tuple[list[str], list[list[Part]]]:
    """The header with one column for each question, and the columns that each is made of."""
    _refuse_options(headed, contract, file)
    header: list[str] = []
    parts: list[list[Part]] = []
    places: dict[str, int] = {}
    for index, (text, option) in enumerate(headed):
        if option and option.name in places:
            parts[places[option.name]].append((index, option))
            continue
        if option:
            places[option.name] = len(header)
        header.append(contract.columns[option.name].header if option else text)
        parts.append([(index, option)])
    return header, parts


def _headed(text: str, contract: Contract) -> Headed:
    """A header, or the option that it names of a multiple-choice question."""
    spelt = normalised(text)
    if spelt in known_headers(contract):
        return text, None
    for name, question in _questions(contract):
        rest = OPTION.fullmatch(spelt.removeprefix(question)) if spelt.startswith(question) else None
        if rest and (option := _option(name, rest[1] or rest[2], contract)):
            return text, option
    return text, None


def _questions(contract: Contract) -> list[tuple[str, str]]:
    """Column and header of every multiple-choice question, the longest header first."""
    found = [(n, normalised(h)) for n, c in contract.columns.items() if c.type == CODES for h in c.headers()]
    return sorted(found, key=lambda one: -len(one[1]))


def _option(name: str, label: str, contract: Contract) -> Option | None:
    known = options(contract.columns[name])
    spelt = normalised(label)
    if spelt not in known:
        return None
    code = known[spelt]
    same = tuple(sorted(other for other, meant in known.items() if meant == code))
    return Option(name, code, label_of(code, contract.columns[name]), same)


def _known(headed: Sequence[Headed], contract: Contract) -> int:
    headers = known_headers(contract)
    return sum(1 for text, option in headed if option or normalised(text) in headers)


def _in_two_rows(header: Sequence[str], below: Sequence[str], contract: Contract) -> list[Headed] | None:
    """Questions over their options; None when the row below holds anything else, for then it is an answer."""
    names = contract.headers()
    question, found, second = "", list[Headed](), False
    for text, lower in zip(header, below, strict=True):
        question = text or question
        name = names.get(normalised(question))
        option = _option(name, lower, contract) if name and contract.columns[name].type == CODES else None
        if lower and option is None and (not text or normalised(lower) not in ANSWER):
            return None
        second |= bool(lower)
        found.append((text, option))
    return found if second else None


def _refuse_options(headed: Sequence[Headed], contract: Contract, file: str) -> None:
    """A question in one column and in columns of options, an option that stands twice, or one that is not there."""
    whole = {contract.headers().get(normalised(text)) for text, option in headed if option is None}
    found = [option for _, option in headed if option]
    faults = []
    for name in dict.fromkeys(option.name for option in found):
        column, given = contract.columns[name], [option.code for option in found if option.name == name]
        absent = sorted(set(options(column).values()) - set(given))
        faults += [f"{column.header}: option {code} has no column" for code in absent]
        faults += [
            f"{column.header}: option {code} stands twice" for code in sorted(set(given)) if given.count(code) > 1
        ]
        faults += [f"{column.header} stands in one column and in columns of its options"] if name in whole else []
    if faults:
        raise ExportRefused(
            f"{file}: {len(faults)} things are wrong with the columns of multiple choice:\n{cases(faults)}\n"
            "Next step: export the questions again with every option, or with all answers in one cell."
        )
