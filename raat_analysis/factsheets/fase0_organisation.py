"""The confidential Fase 0 report of one organisation, beside its region. Nobody else's numbers are in it."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import ParameterRefused
from raat_analysis.factsheets import account, fase0, fase0_potential, fase0_reasons, fase0_wishes
from raat_analysis.factsheets.fase0_account import ORGANISATION_LIMITS
from raat_analysis.factsheets.fase0_change import change
from raat_analysis.factsheets.fase0_front import organisation_figures, organisation_sentences, organisation_title
from raat_analysis.factsheets.fase0_gap import gap_section
from raat_analysis.factsheets.fase0_staff import staff
from raat_analysis.factsheets.fase0_steps import steps
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.published import ORGANISATION, data_hash, data_slice, refuse_edition
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import section, shown_measures
from raat_analysis.rendering.blocks import Bullets, Section, Title
from raat_analysis.sentences.periods import period_label, round_label

BESIDE = ("part_time_factor_pct",)  # of the region


@dataclass(frozen=True)
class Fase0Organisation:
    """Sections as in factsheets/sections.yml. Without ten answers (or what the organisation chose) those of the
    questionnaire show the region instead.
    """

    code: str
    sheet: Sheet
    this: fase0.Round
    region: fase0.Round

    def front(self) -> Section:
        marks = [f"Vertrouwelijk: alleen voor {self.code}.", notice(self.sheet.sources, "rapport")]
        when = round_label(self.this.code) if self.this.code else period_label(self.sheet.edition)
        subtitle = f"Fase 0, onbenut potentieel · organisatie {self.code} · {when}"
        title = organisation_title(self.this, f"Organisatie {self.code}")
        return section(
            Title(title, subtitle, " ".join(mark for mark in marks if mark)),
            Bullets(organisation_sentences(self.this, self.region)),
            organisation_figures(self.this, self.region),
        )

    def staff(self) -> Section:
        return staff(self.this, self.sheet)

    def response(self) -> Section:
        return fase0_wishes.response(self.this, self.region)

    def wishes(self) -> Section:
        return fase0_wishes.wishes(self.this, self.region)

    def potential(self) -> Section:
        return fase0_potential.potential(self.this, self.region)

    def conditions(self) -> Section:
        return fase0_reasons.conditions(self.this, self.region)

    def obstacles(self) -> Section:
        return fase0_reasons.obstacles(self.this, self.region)

    def gap(self) -> Section:
        return gap_section(self.this, self.region)

    def retention(self) -> Section:
        return fase0_reasons.retention(self.this, self.region)

    def value(self) -> Section:
        return fase0_potential.value(self.this)

    def change(self) -> Section:
        return change(self.this)

    def steps(self) -> Section:
        return steps(self.this, self.sheet)

    def account(self) -> Section:
        there = set(self.this.rows["measure"])
        shown = shown_measures("fase0_organisation", "" if self.this.told else "staff")
        used = [*(measure for measure in shown if measure in there), *BESIDE]
        return account.fase0_account(self.sheet, used, ORGANISATION_LIMITS, self.code)


def fase0_organisation(organisation_code: str, edition: str, published: Path | None = None) -> Fase0Organisation:
    """The report of an organisation, from its own folder and the public rows of its region.

    A code of another form is a ParameterRefused; a code without a folder is a RaatError.
    """
    refuse_edition(edition)
    if not ORGANISATION.fullmatch(organisation_code):
        raise ParameterRefused(f"Organisation {organisation_code!r} is not a code such as TW-A01.")
    tables = data_slice(organisation_code, published)
    mark, members = data_hash(organisation_code, published), tables.pop("members")
    region_code = str(members["region_code"].drop_nulls().max() or "NL01")
    sheet = Sheet(region_code, edition, **tables, mark=mark)
    own = fase0.latest_round(members, organisation_code, organisation_code, edition)
    return Fase0Organisation(organisation_code, sheet, own, fase0.region_round(sheet))
