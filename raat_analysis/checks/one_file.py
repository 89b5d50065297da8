"""One export file checked before it is added, as if it were the newest export of its source; nothing is written."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from raat_analysis.checks.between import Compared
from raat_analysis.checks.one_file_between import beside_others, blocks, stops
from raat_analysis.checks.one_file_page import Seen, accepted_lines, on_one_page, refused_lines
from raat_analysis.checks.one_source import SourceChecked, check_source
from raat_analysis.checks.past import FILE_NAME as BREAKS
from raat_analysis.checks.writing import write_page
from raat_analysis.contracts import Contract, contract, contracts
from raat_analysis.errors import ExportRefused
from raat_analysis.paths import replaced
from raat_analysis.sources.adding import refuse_delivery, refuse_place
from raat_analysis.sources.corrections import FILE_NAME as CORRECTIONS
from raat_analysis.sources.recognising import recognised
from raat_analysis.sources.remotes import OWN
from raat_analysis.yaml_files import loaded

META = {"kind": "own", "origin": "nog niet toegevoegd", "licence": "nog niet bekend"}


@dataclass(frozen=True)
class Page:
    """Whether a file can be added, and the lines that say so."""

    can_be_added: bool
    lines: tuple[str, ...]


def check_file(
    file: Path,
    source: str,
    raw: Path,
    obtained: date,
    today: date,
    out: Path | None = None,
    others: Path | None = None,
    kind: str = OWN,
) -> Page:
    """Check a file beside the earlier exports of its source that are in `raw`, as if obtained on that day.

    Without a source it is recognised by its headers. A file that passes gets its quality page in the folder `out`.
    `others` has the checked tables of the last run, for the rules between sources; without it these are left out.
    Of kind `demonstration` the day may be one that has not come yet.
    """
    options = _options(obtained, today, kind)
    try:
        _refuse_file(file, out)
        asked = contract(source or recognised(file))
        refuse_place(raw, asked.source, obtained, today, kind)
        refuse_delivery(raw, asked.source, [file])
        with _beside_earlier(file, asked.source, raw, obtained) as (beside, scratch):
            checked = check_source(beside, asked, scratch / "checked.parquet")
            earlier = _earlier_problems(asked, raw, obtained) if checked.problems else ()
            between = _between(checked, scratch / "checked.parquet", others)
            return _page(
                checked, Seen(str(file), f"{asked.source}/{obtained}", obtained, kind), earlier, between, out, options
            )
    except ExportRefused as refused:
        return Page(False, on_one_page(refused_lines(str(file), source, [str(refused)], options=options)))
    except OSError as error:
        told = (
            f"it cannot be read: {error.strerror}. Next step: close it in other programs, see whether you may open it."
        )
        return Page(False, on_one_page(refused_lines(str(file), source, [told], options=options)))


def _options(obtained: date, today: date, kind: str) -> str:
    """The day and the kind as they were given, to be given again."""
    return (f" --obtained {obtained}" if obtained != today else "") + (f" --kind {kind}" if kind != OWN else "")


def _earlier_problems(asked: Contract, raw: Path, obtained: date) -> tuple[str, ...]:
    """What is wrong with the earlier exports by themselves: of that this file is not the cause."""
    with _beside_earlier(None, asked.source, raw, obtained) as (beside, scratch):
        return tuple(check_source(beside, asked, scratch / "checked.parquet").problems)


def _between(checked: SourceChecked, table: Path, others: Path | None) -> list[Compared]:
    """What the rules between sources find; those that would end the run become problems of the file."""
    if checked.problems or checked.account is None or others is None:
        return []
    found = beside_others(checked.contract.source, table, others)
    checked.problems += stops(found)
    return found


def _page(
    checked: SourceChecked,
    seen: Seen,
    earlier: tuple[str, ...],
    between: list[Compared],
    out: Path | None,
    options: str,
) -> Page:
    account = checked.account
    if checked.problems or account is None:
        source = checked.contract.source
        return Page(
            False, on_one_page(refused_lines(seen.given, source, checked.problems, checked, seen, earlier, options))
        )
    if out is not None:
        with replaced(out) as folder:
            folder.mkdir()
            told = [one.told(contracts()) for one in between]
            write_page({"sources": [account.quality], "between": told}, folder, suites=False)
    return Page(True, on_one_page(accepted_lines(checked, account, seen, blocks(between))))


def _refuse_file(file: Path, out: Path | None) -> None:
    if not file.is_file():
        raise ExportRefused(f"{file.name} is not a file. Next step: give the file itself, as the source delivered it.")
    if out is not None and out.exists():
        raise ExportRefused(f"{out.name} exists already and is not overwritten. Next step: give another --out.")


@contextmanager
def _beside_earlier(file: Path | None, source: str, raw: Path, obtained: date) -> Iterator[tuple[Path, Path]]:
    """A folder like data/raw with links to the earlier exports and the file, and a scratch folder; gone afterwards."""
    with TemporaryDirectory() as work:
        beside = Path(work) / "raw"
        (beside / source).mkdir(parents=True)
        days = _put_earlier(raw / source, beside / source, obtained)
        _put_reviewed(raw / source, beside / source, days, obtained.isoformat() if file else "")
        if file:
            _put_new(file, beside / source, obtained)
        yield beside, Path(work)


def _put_earlier(folder: Path, beside: Path, obtained: date) -> list[str]:
    """The exports just before this one, up to the first that was not pulled: across a gap nothing can be compared."""
    days = []
    for described in sorted(folder.glob("*.dvc"), reverse=True):
        if described.stem >= obtained.isoformat():
            continue
        if not described.with_suffix("").is_dir():
            break
        (beside / described.stem).symlink_to(described.with_suffix("").resolve(), target_is_directory=True)
        shutil.copyfile(described, beside / described.name)
        days.append(described.stem)
    return sorted(days)


def _put_reviewed(folder: Path, beside: Path, days: list[str], new: str) -> None:
    """What people decided on the exports that are put here; of others an entry would find nothing, and be refused."""
    for name, key, wanted in ((CORRECTIONS, "file", {*days, new}), (BREAKS, "export", {*days[1:], new})):
        if (folder / name).is_file():
            kept = _kept((folder / name).read_text(encoding="utf-8"), key, wanted)
            (beside / name).write_text(kept, encoding="utf-8")


def _kept(text: str, key: str, days: set[str]) -> str:
    """A list in YAML with the entries of these days; a text that is no such list as it is, for its reader to refuse."""
    try:
        entries = loaded(text)
    except yaml.YAMLError:
        return text
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return text
    kept = [entry for entry in entries if str(entry.get(key)).split("/")[0] in days]
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _put_new(file: Path, beside: Path, obtained: date) -> None:
    place = beside / obtained.isoformat()
    place.mkdir()
    (place / file.name).symlink_to(file.resolve())
    about = yaml.safe_dump({"meta": {**META, "obtained": obtained.isoformat()}})
    (beside / f"{obtained}.dvc").write_text(about, encoding="utf-8")
