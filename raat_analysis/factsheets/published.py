"""From a code to the published rows of its report: which rows, their hash, and the same rows as open data."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import polars as pl
import polars.selectors as cs

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import sheet_codes
from raat_analysis.errors import ParameterRefused, RaatError, cases
from raat_analysis.factsheets.reading import ALL, TABLES, Sheet, compared_regions, of_siblings, public_folder, siblings
from raat_analysis.numbers_table import KEY, PUBLIC
from raat_analysis.parquet import read_table, scan_table
from raat_analysis.sentences.facts import FIGURES
from raat_analysis.sentences.numbers import MISSING, SECRET
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.traces import FIELDS, Row

COLUMNS_SHOWN = list(PUBLIC)
FILE_HASH = "sha256"  # of an export: other bytes with the same rows make no other report
ORGANISATION = re.compile(r"[A-Z]{2}-[A-Z]\d{2}")


def data_slice(code: str, published: Path | None = None) -> dict[str, pl.DataFrame]:
    """Per public table the rows that the report of a region may use, sorted; for an organisation its own rows too.

    numbers: the region itself, Oost-Nederland when the region lies in it, Nederland, and a few of its sibling regions.
    previous: what the edition before published for the region itself.
    """
    if ORGANISATION.fullmatch(code):
        members = _member_numbers(code, published)
        return {**data_slice(_region_of(members), published), "members": members}
    if code not in entries("regions"):
        refuse_region(code)
    return dict(_region_slice(code, *_stamped(published)))


def data_hash(code: str, published: Path | None = None) -> str:
    """SHA-256 of what a report may use: a region its slice; an organisation its own rows and its region's hash."""
    if not ORGANISATION.fullmatch(code):
        if code not in entries("regions"):
            refuse_region(code)
        return _region_hash(code, *_stamped(published))
    members = _member_numbers(code, published)
    own = f"{data_hash(_region_of(members), published)}\nmembers\n{members.write_csv()}"
    return hashlib.sha256(own.encode()).hexdigest()


def _region_of(members: pl.DataFrame) -> str:
    regions = sorted(set(members["region_code"].to_list()))
    return next((each for each in regions if each not in ("RA02", "NL01")), "NL01")


Stamps = tuple[tuple[int, int], ...]  # when each table was written, and its size


def _stamped(published: Path | None) -> tuple[Path, Stamps]:
    """The folder of the public tables, and how they are now: all organisations of a region share one reading of it."""
    folder = public_folder(published).resolve()
    about = [file.stat() if (file := folder / f"{name}.parquet").is_file() else None for name in TABLES]
    return folder, tuple((each.st_mtime_ns, each.st_size) if each else (0, 0) for each in about)


@lru_cache(maxsize=1)
def _tables(folder: Path, stamps: Stamps) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:  # noqa: ARG001
    """The public tables but for the numbers, and the numbers of each region, in which a text is kept once."""
    tables = {name: read_table(folder / f"{name}.parquet") for name in TABLES if name != "numbers"}
    once = scan_table(folder / "numbers.parquet").with_columns(cs.string().cast(pl.Categorical))
    numbers = once.collect(engine="streaming").partition_by("region_code", as_dict=True)
    return tables, {str(code): rows for (code,), rows in numbers.items()}


@lru_cache(maxsize=4)
def _region_slice(code: str, folder: Path, stamps: Stamps) -> dict[str, pl.DataFrame]:
    tables, numbers = _tables(folder, stamps)
    asked = [each for each in compared_regions(code) if each in numbers]
    texts = {each: numbers[each].with_columns(cs.categorical().cast(pl.String)) for each in asked}
    shown = [texts[each].filter(of_siblings(code)) if each in siblings(code) else texts[each] for each in asked]
    previous = tables["previous"].filter(region_code=code)
    own = {**tables, "numbers": pl.concat(shown) if shown else _no_numbers(folder), "previous": previous}
    own["sources"] = own["sources"].drop(FILE_HASH, strict=False)
    for name in ("numbers", "previous"):
        refuse_shown_secrets(own[name])
    return {name: table.sort(table.columns, nulls_last=False) for name, table in own.items()}


def _no_numbers(folder: Path) -> pl.DataFrame:
    return scan_table(folder / "numbers.parquet").head(0).collect()


@lru_cache(maxsize=64)
def _region_hash(code: str, folder: Path, stamps: Stamps) -> str:
    """SHA-256 over the tables of a region: their names, columns and rows as CSV."""
    digest = hashlib.sha256()
    for name, table in sorted(_region_slice(code, folder, stamps).items()):
        digest.update(f"{name}\n{table.write_csv()}".encode())
    return digest.hexdigest()


def read_sheet(region_code: str, edition: str, folder: Path | None = None) -> Sheet:
    """The published rows of a region for an edition; an unknown region or edition is a ParameterRefused."""
    refuse_region(region_code)
    refuse_edition(edition)
    tables = data_slice(region_code, folder)
    return Sheet(region_code, edition, **tables, mark=data_hash(region_code, folder))


def refuse_region(code: str) -> None:
    """A region without a factsheet is refused with the codes that have one."""
    allowed = sheet_codes("all")
    if code not in allowed:
        named = ", ".join(f"{each} ({entries('regions')[each]['name']})" for each in allowed)
        raise ParameterRefused(f"Region {code!r} has no factsheet. Allowed: {named}.")


def refuse_edition(edition: str) -> None:
    """An edition is a quarter."""
    if not re.fullmatch(r"20\d{2}Q[1-4]", edition):
        raise ParameterRefused(f"Edition {edition!r} is not a quarter. Write it as 2026Q3.")


def member_codes(published: Path | None = None) -> list[str]:
    """The organisations with a folder of their own. A link, or a name that is no code to the letter, is refused."""
    folder = public_folder(published).parent / "members"
    found = sorted(folder.glob("[!.]*"))
    strange = [path.name for path in found if _strange(path)]
    if strange:
        raise RaatError(
            f"{len(strange)} folders of organisations are links, or not named by a code such as TW-A01:\n"
            f"{cases(strange)}\nNobody knows whose numbers those are. Next step: dvc repro -f protect."
        )
    return [path.name for path in found]


def refuse_shown_secrets(rows: pl.DataFrame) -> None:
    """RaatError for a secret row that has a figure, whatever made the table: a report shows what it reads."""
    shown = pl.any_horizontal(pl.col(name).is_not_null() for name in (*FIGURES, "interval_pct"))
    found = rows.filter(shown, status="secret")
    if found.height:
        raise RaatError(
            f"{found.height} secret numbers still have a figure in the published tables:\n"
            f"{cases(found.select('measure', 'region_code', 'branch_code', 'period').rows())}\n"
            "Next step: dvc repro -f protect."
        )


def _strange(path: Path) -> bool:
    linked = path.is_symlink() or any(each.is_symlink() for each in path.glob("*"))
    return linked or not path.is_dir() or not ORGANISATION.fullmatch(path.name)


def _member_numbers(code: str, published: Path | None) -> pl.DataFrame:
    numbers = read_table(public_folder(published).parent / "members" / code / "numbers.parquet")
    others = numbers.filter(pl.col("organisation_code").ne_missing(code))
    if others.height or numbers.is_empty():
        raise ParameterRefused(
            f"The folder of {code} holds {others.height} rows of another organisation and "
            f"{numbers.height - others.height} of its own. Run protect."
        )
    refuse_shown_secrets(numbers)
    return numbers.sort(numbers.columns)


def shown_rows(code: str, shown: Iterable[Row], published: Path | None = None) -> pl.DataFrame:
    """The published rows of a report's numbers, in the order of their key, with organisation_code ('' for public ones).

    Raises RaatError for a number that has no row of its own report: it cannot be from the published tables.
    """
    asked = sorted(set(shown))
    tables = data_slice(code, published)
    public = tables["numbers"].select(pl.lit("").alias("organisation_code"), *COLUMNS_SHOWN)
    every = pl.concat([public, *([tables["members"].select(public.columns)] if "members" in tables else [])])
    key = [pl.col(name).cast(pl.String).fill_null("") for name in ("organisation_code", *KEY)]
    rows = every.filter(pl.concat_str(key, separator=FIELDS).is_in([FIELDS.join(row) for row in asked]))
    if rows.height != len(asked):
        there = {tuple(row) for row in rows.select(key).rows()}
        gone = [" ".join(part for part in row if part) for row in asked if row not in there]
        raise RaatError(
            f"{len(gone)} numbers in the report of {code} have no published row:\n{cases(gone)}\n"
            "A report shows published numbers only: see the section that makes them (raat_analysis/factsheets)."
        )
    return rows.sort("organisation_code", *KEY)


def open_data(region_code: str, published: Path | None = None) -> pl.DataFrame:
    """All numbers of a region under Dutch column names; one row is one number.

    Of Oost-Nederland and Nederland only what a sheet sets beside them: the whole sector, in all, by age and by horizon.
    """
    refuse_region(region_code)
    own = pl.col("region_code") == region_code
    beside = (pl.col("branch_code") == ALL) & pl.col("breakdown").is_in(["total", "age", "horizon"])
    return spelled(data_slice(region_code, published)["numbers"].filter(own | beside).sort(KEY))


def fase0_open_data(region_code: str, published: Path | None = None) -> pl.DataFrame:
    """All public numbers of Fase 0 in a region under Dutch column names, of every round."""
    refuse_region(region_code)
    own = data_slice(region_code, published)["numbers"].filter(region_code=region_code)
    return spelled(own.filter(pl.col("source").str.starts_with("fase0_")).sort(KEY))


def spelled(numbers: pl.DataFrame) -> pl.DataFrame:
    """Rows of numbers under Dutch column names, with the words beside the codes."""
    measures, branches, regions = entries("measures"), entries("branches"), entries("regions")
    name = pl.col("measure").replace_strict({code: m["name"] for code, m in measures.items()}, return_dtype=pl.String)
    return numbers.select(
        name.alias("Begrip"),
        pl.col("measure").alias("Begripscode"),
        pl.col("region_code").alias("Regiocode"),
        _named("region_code", regions).alias("Regio"),
        pl.col("branch_code").alias("Branchecode"),
        _named("branch_code", branches).alias("Branche"),
        pl.col("period").alias("Periode"),
        pl.col("period").map_elements(period_label, return_dtype=pl.String).alias("Periode in woorden"),
        pl.col("breakdown").replace(BREAKDOWNS).alias("Uitsplitsing"),
        pl.col("category").alias("Categorie"),
        pl.col("scenario").replace(SCENARIOS).alias("Scenario"),
        pl.col("edition").alias("Editie of ronde"),
        pl.col("value").alias("Waarde"),
        pl.col("status").replace_strict(SIGNS, default="", return_dtype=pl.String).alias("Teken"),
        pl.col("unit").alias("Eenheid"),
        pl.col("numerator").alias("Teller"),
        pl.col("denominator").alias("Noemer"),
        pl.col("lower").alias("Ondergrens"),
        pl.col("upper").alias("Bovengrens"),
        pl.col("interval_pct").alias("Marge in procent"),
        pl.col("source").alias("Bron"),
        pl.col("status").replace(STATUSES).alias("Status"),
    )


def _named(column: str, codes: dict[str, dict[str, object]]) -> pl.Expr:
    return pl.col(column).replace({code: str(entry["name"]) for code, entry in codes.items()})


BREAKDOWNS = {
    "total": "totaal",
    "age": "leeftijd",
    "destination": "bestemming",
    "qualification": "kwalificatie",
    "condition": "voorwaarde",
    "obstacle": "belemmering",
    "horizon": "termijn",
    "route": "leerweg",
    "cause": "oorzaak",
    "bridge": "bijstelling",
    "lever": "knop",
    "input": "uitgangspunt",
    "contract": "contractomvang",
    "function": "functiegroep",
    "contract_kind": "soort contract",
    "condition_group": "soort voorwaarde",
    "obstacle_group": "soort belemmering",
    "leave_reason": "reden om te vertrekken",
    "nonresponse": "wens van wie niet antwoordde, in procenten van die van vergelijkbare collega's",
    "others": "potentieel van andere organisaties, in procenten van dat van wie meedeed",
    "age_contract": "leeftijd en contractomvang",
    "age_function": "leeftijd en functiegroep",
    "contract_function": "contractomvang en functiegroep",
}
SCENARIOS = {
    "reference": "referentie",
    "new_policy": "nieuw beleid",
    "forecast": "vooruitblik",
    "exit_65": "stoppen op 65",
    "exit_67": "stoppen op 67",
    "aow_exits": "AOW-leeftijd en ander vertrek",
    "vws_2018": "voorbeeld van VWS (2018)",
    "realistic": "waarschijnlijk",
    **{code: str(entry["name"]).lower() for code, entry in entries("fase0_assumptions")["expectations"].items()},
}
SIGNS = {"secret": SECRET, "missing": MISSING, "provisional": "*"}
STATUSES = {
    "final": "definitief",
    "provisional": "voorlopig",
    "forecast": "verwachting",
    "modelled": "geschat",
    "derived": "afgeleid van landelijke cijfers",
    "secret": f"niet openbaar ({SECRET})",
    "missing": f"geen cijfer ({MISSING})",
}
