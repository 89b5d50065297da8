"""Who of an organisation answers the Fase 0 survey, and what it answers: what is true of them."""

import numpy as np
import polars as pl

from raat_analysis.demo.calibration import figures
from raat_analysis.demo.circumstances import WANTS_MORE
from raat_analysis.demo.randomness import ROOT, stream
from raat_analysis.demo.rounding import Floats

FUNCTION = {"nursing": 0.0, "caring": -0.25, "guidance": 0.15, "treatment": 0.25, "support": -0.05}
AGE = {"<25": -0.30, "25-35": -0.10, "35-45": 0.0, "45-55": 0.12, "55+": 0.18}
WISH = 0.5  # how much more often who wants more answers, when not at random (log odds)


def employee_answers(
    staff: pl.DataFrame, round_code: str, root: int = ROOT, not_at_random: bool = False
) -> pl.DataFrame:
    """A row is an answer of an employee in the extract of one organisation, in order of response number.

    Who answers depends on function, age and contract, and if not at random on the wish.
    """
    code = staff["organisation_code"][0]
    rng = stream(f"fase0 answers {code} {round_code}", root)
    answered = staff.filter(pl.Series(rng.random(staff.height) < _response(staff, round_code, not_at_random)))
    numbers = [f"A{i + 1:05d}" for i in rng.permutation(answered.height)]
    return answered.with_columns(
        round=pl.lit(round_code),
        response_number=pl.Series(numbers, dtype=pl.String),
        discussed=_yes_no(pl.col("discussed") & WANTS_MORE),
        intends_to_leave=_yes_no(pl.col("leaves")),
    ).sort("response_number")


def _response(people: pl.DataFrame, round_code: str, not_at_random: bool) -> Floats:
    """Chance to answer: that of the round on average, and far less at some small organisations."""
    few = figures("fase0")["few_answer"].get(people["organisation_code"][0], 1.0)
    score = (
        people["function_group"].replace_strict(FUNCTION).to_numpy()
        + people["age_class"].replace_strict(AGE).to_numpy()
        + 0.010 * (people["contract_hours"].to_numpy() - 24)
        + (WISH * people["wants"].is_in(["now", "conditional"]).to_numpy() if not_at_random else 0)
    )
    base = figures("fase0")["response"][round_code]
    return np.asarray(few / (1 + np.exp(-(np.log(base / (1 - base)) + score + 0.02))))


def _yes_no(answer: pl.Expr) -> pl.Expr:
    return pl.when(answer).then(pl.lit("yes")).otherwise(pl.lit("no"))
