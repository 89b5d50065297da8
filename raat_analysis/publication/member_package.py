"""The confidential Fase 0 report of one organisation as a zip to send, or no zip at all.

Nothing goes in but the page and the PDF of that organisation, as they were rendered from its published rows. Whatever
names another organisation, shows a figure of another's report, or is not as it was rendered, is refused.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import GateRefused, ParameterRefused, RaatError, cases
from raat_analysis.factsheets.published import ORGANISATION, data_hash, member_codes
from raat_analysis.paths import replaced
from raat_analysis.publication.pdf_parts import pdf_parts
from raat_analysis.publication.seen import Seen, page_seen, pdf_seen
from raat_analysis.publication.zipped import write_zip
from raat_analysis.rendering.facts import subject
from raat_analysis.sentences.periods import period_label

PAGE, PAPER, LETTER = "fase0.html", "fase0.pdf", "LEESMIJ.txt"


@dataclass(frozen=True)
class Sent:
    """What a package is made of: whose it is, of which edition, and the folders that hold reports and tables."""

    code: str
    edition: str
    reports: Path  # reports/<edition>/members
    rendered: Path  # the same reports as they were rendered
    published: Path

    @property
    def name(self) -> str:
        return f"fase0-{self.code}-{self.edition}"

    def file(self, name: str) -> Path:
        return self.reports / self.code / name


def write_package(sent: Sent, folder: Path) -> Path:
    """The zip `fase0-<organisation>-<edition>.zip` in `folder`.

    A code of another form is a ParameterRefused, a report that is not there a RaatError, and a GateRefused says all
    that is in the report and not of this organisation; then there is no zip.
    """
    _refuse_unknown(sent)
    found = [*_strange_files(sent), *(fault for name in (PAGE, PAPER) for fault in _faults(sent, name))]
    found += _others_figures(sent)
    if found:
        raise GateRefused(
            f"The report of {sent.code} is not packed: {len(found)} findings.\n{cases(found)}\n"
            "Nothing was written. Next step: make report, look at the report, and pack it again."
        )
    target = folder / f"{sent.name}.zip"
    with replaced(target) as beside:
        _write(sent, beside)
        _refuse_other_content(sent, beside)
    return target


def _refuse_unknown(sent: Sent) -> None:
    if not ORGANISATION.fullmatch(sent.code):
        raise ParameterRefused(f"Organisation {sent.code!r} is not a code such as TW-V03.")
    known = member_codes(sent.published)
    if sent.code not in known:
        alike = [code for code in known if code[:4] == sent.code[:4]] or known
        raise RaatError(
            f"Organisation {sent.code} has no Fase 0 report in edition {sent.edition}. "
            f"{len(alike)} others have:\n{cases(alike)}\n"
            f"Next step: use one of the codes under reports/{sent.edition}/members."
        )
    missing = [name for name in (PAGE, PAPER) if not sent.file(name).is_file()]
    if missing:
        raise RaatError(
            f"The report of {sent.code} lacks {' and '.join(missing)} in reports/{sent.edition}/members/{sent.code}. "
            "Next step: make report."
        )


def _strange_files(sent: Sent) -> list[str]:
    """Links, and what else stands in the organisation's folder: it will not be sent, so somebody should know."""
    folder = sent.reports / sent.code
    there = sorted([folder, *folder.rglob("*")])
    links = [f"{path.name}: is a link" for path in there if path.is_symlink()]
    others = {path.relative_to(folder).as_posix() for path in there if path.is_file()} - {PAGE, PAPER}
    return [*links, *(f"{name}: does not belong in the folder of {sent.code}" for name in sorted(others))]


def _faults(sent: Sent, name: str) -> list[str]:
    """What one file says or holds that is not of this organisation, edition and rows."""
    path = sent.file(name)
    as_rendered = sent.rendered / sent.code / name
    found = (
        [] if as_rendered.is_file() and same(path, as_rendered) else [f"{name}: is not the report that was rendered"]
    )
    seen = _seen(path)
    own = {"region": sent.code, "edition": sent.edition, "data": data_hash(sent.code, sent.published)}
    found += [
        f"{name}: says {key} {seen.says.get(key)!r}, not {value!r}"
        for key, value in own.items()
        if seen.says.get(key) != value
    ]
    where = {"title": seen.title, "first heading": seen.heading, "first page": seen.front}
    found += [
        f"{name}: its {place} does not name {subject(sent.code)}"
        for place, said in where.items()
        if subject(sent.code) not in said
    ]
    if "vertrouwelijk" not in seen.front.lower():
        found.append(f"{name}: its first page does not say that it is confidential")
    return [*found, *(f"{name}: {fault}" for fault in _others(sent.code, path, seen))]


def _others(code: str, path: Path, seen: Seen) -> list[str]:
    """Every other organisation that a file names, wherever in it: text, source, hidden parts of a PDF."""
    texts = [seen.text, *(pdf_parts(path) if path.suffix == ".pdf" else [path.read_text(encoding="utf-8")])]
    named = {found for text in texts for found in ORGANISATION.findall(text)} - {code}
    return [f"names organisation {other}" for other in sorted(named)]


def _others_figures(sent: Sent) -> list[str]:
    """Figures that another organisation's report shows too: drawn of the same rows, they are of one of them only."""
    own = set(page_seen(sent.file(PAGE)).figures)
    others = [
        code for code in member_codes(sent.published) if code != sent.code and (sent.reports / code / PAGE).is_file()
    ]
    shared = [code for code in others if own & set(page_seen(sent.reports / code / PAGE).figures)]
    return [f"{PAGE}: shows the same figure as the report of {code}" for code in shared]


def _seen(path: Path) -> Seen:
    return page_seen(path) if path.suffix == ".html" else pdf_seen(path)


def same(one: Path, other: Path) -> bool:
    """Whether two files are the same to the byte."""
    return hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest()


def _write(sent: Sent, path: Path) -> None:
    files = {PAGE: sent.file(PAGE).read_bytes(), PAPER: sent.file(PAPER).read_bytes()}
    letter = _letter(sent, files).replace("\n", "\r\n").encode("utf-8-sig")  # as Windows' Notepad reads it
    write_zip(path, {f"{sent.name}/{name}": content for name, content in {LETTER: letter, **files}.items()})


def _letter(sent: Sent, files: dict[str, bytes]) -> str:
    sums = "\n".join(f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in sorted(files.items()))
    return (
        f"Fase 0: rapport van organisatie {sent.code}, {period_label(sent.edition)}\n\n"
        f"VERTROUWELIJK. Dit rapport is alleen voor organisatie {sent.code}. Kreeg u het per vergissing?\n"
        "Verwijder het dan en laat het ons weten.\n\n"
        f"{PAGE}  het rapport voor uw scherm; open het met een internetprogramma. Het werkt zonder internet.\n"
        f"{PAPER}   hetzelfde rapport om te bewaren of af te drukken.\n\n"
        "Er staan geen gegevens van afzonderlijke medewerkers in, en geen cijfers van andere organisaties.\n"
        "Wat in beide bestanden staat, is hetzelfde. Controlegetallen (SHA-256), om te zien dat niets is veranderd:\n\n"
        f"{sums}\n"
    )


def _refuse_other_content(sent: Sent, path: Path) -> None:
    """What is in the zip, read back: three files of this organisation, and no name of another."""
    with zipfile.ZipFile(path) as packed:
        names = sorted(packed.namelist())
        named = {code for name in names for code in ORGANISATION.findall(name)} - {sent.code}
        whole = packed.testzip() is None
    if names != sorted(f"{sent.name}/{name}" for name in (LETTER, PAGE, PAPER)) or named or not whole:
        raise GateRefused(
            f"The package of {sent.code} does not hold what it should: {', '.join(names)}. Nothing was written."
        )
