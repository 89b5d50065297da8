"""What training places cost, per route: a business case (RAAT Twente and RAAT Regio Zwolle 2018 ask for it).

    net cost of a place = wage + supervision + fees − work done − subsidy
    cost of a graduate who stays = net cost ÷ (share with a diploma × share of those who stay in the sector)

No source that we have gives these amounts, so there are no defaults: who makes a case states every one of them, for one
place and one year. Work done is counted at the wage of whoever would else do it. Limits: no discounting, no cost of
recruiting, and a study of several years has the same costs each year.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields

from raat_analysis.errors import RaatError, cases


@dataclass(frozen=True, kw_only=True)
class PlaceCosts:
    """One training place of one route during one year; euros and hours a year."""

    wage_euro: float  # of the student; an internship allowance for BOL
    supervision_hours: float
    supervisor_euro_per_hour: float
    fees_euro: float
    productive_hours: float
    productive_euro_per_hour: float
    subsidy_euro: float
    years: float  # of the study
    diploma_share: float  # of those who start, 0 to 1
    stays_share: float  # of those with a diploma, 0 to 1


@dataclass(frozen=True)
class BusinessCase:
    """Euros; a cost per graduate is None when nobody graduates, or nobody stays."""

    net_euro_per_place_year: float
    euro_per_diploma: float | None
    euro_per_stayer: float | None


def business_case(costs: PlaceCosts) -> BusinessCase:
    """The case of one place of one route. A share above 1 or an amount below 0 is refused."""
    refuse_impossible(costs)
    spent = costs.wage_euro + costs.supervision_hours * costs.supervisor_euro_per_hour + costs.fees_euro
    net = spent - costs.productive_hours * costs.productive_euro_per_hour - costs.subsidy_euro
    study = net * costs.years
    return BusinessCase(net, _per(study, costs.diploma_share), _per(study, costs.diploma_share * costs.stays_share))


def business_cases(routes: Mapping[str, PlaceCosts]) -> dict[str, BusinessCase]:
    """Route → its case, in the order given."""
    return {route: business_case(costs) for route, costs in routes.items()}


def refuse_impossible(costs: PlaceCosts) -> None:
    """Raise RaatError for an amount below zero or a share that is none."""
    wrong = [
        f"{field.name} is {value}"
        for field in fields(costs)
        if not 0
        <= (value := getattr(costs, field.name))
        <= (1 if field.name.endswith("_share") else sys.float_info.max)
    ]
    if wrong:
        raise RaatError(
            f"{len(wrong)} figures of a business case cannot be:\n{cases(wrong)}\n"
            "Amounts are 0 or more and shares lie between 0 and 1. Mend them and make the case again."
        )


def _per(amount: float, share: float) -> float | None:
    return amount / share if share > 0 else None
